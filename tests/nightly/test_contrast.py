"""What axe does not judge, in every look: the focus, the letters and marks of charts, signs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.page_states import State, go, looks, open_all, states, templates

pytestmark = pytest.mark.browser

# Colours as a browser resolved them, the ground that something stands on, and the contrast of two.
_TOOLS = """
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = colour => {
        paint.clearRect(0, 0, 1, 1);
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        return paint.getImageData(0, 0, 1, 1).data;
    };
    const light = colour => {
        const parts = [...rgba(colour)].slice(0, 3).map(part => part / 255);
        const [r, g, b] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    const ground = part => {
        for (let at = part; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (rgba(colour)[3] > 250) return colour;
        }
        return 'Canvas';
    };
    const seen = part => part.checkVisibility({ visibilityProperty: true });
"""

# One of each kind of thing that can have the focus: the ring against what is around it and what it is around.
_FOCUS = f"""() => {{ {_TOOLS}
    const kinds = new Map();
    for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {{
        const kind = [one.tagName, one.className, one.parentElement.className, ground(one)].join(' ');
        if (!kinds.has(kind) && seen(one)) kinds.set(kind, one);
    }}
    const found = [];
    for (const [kind, one] of kinds) {{
        one.focus({{ preventScroll: true }});
        const look = getComputedStyle(one);
        const around = ground(one.parentElement);
        const ring = look.outlineStyle === 'none' ? 0 : Math.max(contrast(look.outlineColor, around), 0);
        const glows = look.boxShadow.startsWith('rgb') && !look.boxShadow.includes('inset');
        const glow = glows ? contrast(look.outlineColor, look.boxShadow.split(')')[0] + ')') : 99;
        const whole = parseFloat(look.outlineWidth) >= 2 && parseFloat(look.outlineOffset) >= 0;
        if (document.activeElement !== one || ring < 3 || glow < 3 || !whole) found.push([kind, ring, glow, look.outline]);
        const reach = parseFloat(look.outlineWidth) + parseFloat(look.outlineOffset);
        const box = one.getBoundingClientRect();
        for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {{
            if (getComputedStyle(at).overflow === 'visible' || at.clientWidth < 2) continue;
            const edge = at.getBoundingClientRect();
            const cut = box.left - reach < edge.left - 1 || box.right + reach > edge.right + 1;
            if (cut) found.push([kind, 'cut off by', at.className]);
        }}
    }}
    return [kinds.size, found];
}}"""

# Letters 4.5:1 and marks 3:1 on the page. Gridlines, stripes and grounds say nothing that words do not.
_CHARTS = f"""() => {{ {_TOOLS}
    const quiet = ['--chart-grid', '--hatch', '--paper', '--wash', '--rule'].map(name => {{
        const probe = document.createElement('i');
        probe.style.cssText = `forced-color-adjust: none; color: var(${{name}})`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        return String(rgba(colour));
    }});
    const found = new Set();
    let many = 0;
    for (const svg of document.querySelectorAll('svg.plot, .pic-live svg')) {{
        if (!seen(svg)) continue;
        const paper = ground(svg.parentElement);
        for (const part of svg.querySelectorAll('text, path, line, rect, circle, polygon')) {{
            const look = getComputedStyle(part);
            if (part.closest('defs, clipPath, pattern') || look.opacity === '0' || !seen(part)) continue;
            const inks = ['fill', 'stroke'].filter(name => part.hasAttribute(name) || part.style[name])
                .filter(name => look[`${{name}}Opacity`] !== '0').map(name => look[name])
                .filter(ink => /^(rgb|color)/.test(ink) && rgba(ink)[3] > 250 && !quiet.includes(String(rgba(ink))));
            many += inks.length;
            for (const ink of inks) {{
                const least = part.tagName === 'text' ? 4.5 : 3;
                const has = contrast(ink, paper);
                if (has < least) found.add(`${{part.tagName}} ${{ink}} on ${{paper}}: ${{has.toFixed(2)}}`);
            }}
        }}
    }}
    return [many, [...found]];
}}"""

# Signs are filled, or have an edge around a hollow; the marks of a hundred people are masks over a ground: that ink must be seen.
# The large shape of a tile is decoration: the name of the approach stands below it.
_SIGNS = f"""() => {{ {_TOOLS}
    const found = new Set();
    let many = 0;
    for (const sign of document.querySelectorAll('.icon:not(.tile > .shape), .people > span')) {{
        if (!seen(sign) || !sign.getBoundingClientRect().width) continue;
        many += 1;
        const look = getComputedStyle(sign);
        const inks = sign.matches('.icon') ? [look.fill, look.color] : [look.backgroundColor];
        const behind = ground(sign.parentElement);
        const hasEdge = look.stroke !== 'none' && parseFloat(look.strokeWidth) >= 1.5;
        const has = Math.max(hasEdge ? contrast(look.stroke, behind) : 0, Math.min(...inks.map(ink => contrast(ink, behind))));
        if (has < 3) found.add(`${{sign.getAttribute('class')}} ${{has.toFixed(2)}}`);
    }}
    return [many, [...found]];
}}"""


# In forced colours a browser puts the colour of the page behind words, whatever ground they have.
_WORDS = f"""() => {{ {_TOOLS}
    const found = new Set();
    let many = 0;
    for (const one of document.querySelectorAll('body *')) {{
        const own = [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim());
        if (!own || one.closest('svg, .vh, select, script') || !seen(one)) continue;
        many += 1;
        const look = getComputedStyle(one);
        const has = contrast(look.color, look.forcedColorAdjust === 'none' ? ground(one) : 'Canvas');
        const control = one.closest('button, .button');
        if (has < 4.5 && !(control && contrast(look.color, ground(control)) >= 4.5 && look.color !== ground(document.body)))
            found.add(`${{one.tagName}}.${{one.className}} ${{has.toFixed(2)}} ${{one.textContent.trim().slice(0, 30)}}`);
    }}
    return [many, [...found]];
}}"""


def test_words_are_seen_in_forced_colours(open_tab: Open, real: None, heard: Any) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/")
    faint = {}
    for state in templates("nl"):
        go(tab, state)
        for look in looks(tab, "forced colours", "forced colours in the dark"):
            many, wrong = tab.evaluate(_WORDS)
            assert many > 5
            if wrong:
                faint[str(state), look] = wrong
    assert faint == {}


def test_the_focus_is_seen_on_everything_in_every_look(open_tab: Open, real: None, heard: Any) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/")
    faint, many = {}, 0
    for state in templates("nl"):
        go(tab, state)
        # A key tells a browser to show the focus.
        tab.keyboard.press("Tab")
        for look in looks(tab):
            kinds, wrong = tab.evaluate(_FOCUS)
            many += kinds
            if wrong:
                faint[str(state), look] = wrong
    assert faint == {}
    assert many > 500


@pytest.mark.parametrize("width", [1280, 360])
def test_letters_and_marks_of_charts_are_seen_in_every_look(open_tab: Open, real: None, heard: Any, width: int) -> None:
    tab = open_tab("/", width=width)
    faint, many = {}, 0
    live = [state for state in states("nl") if state.name in ("live charts", "slides", "a brief", "a frame")]
    still = ["/vergelijken?theme=health", "/cijfers?theme=participation", "/gemeenten/groningen"]
    for state in [*live, *(State(path, open_all) for path in still)]:
        go(tab, state)
        for look in looks(tab):
            inks, wrong = tab.evaluate(_CHARTS)
            many += inks
            if wrong:
                faint[str(state), look] = wrong
    assert faint == {}
    assert many > 2000


def test_signs_and_stripes_are_seen_in_every_look(open_tab: Open) -> None:
    tab = open_tab("/?open=wageningen_vertrouwen_werkt.participation")
    faint = {}
    for path in ("/?open=amsterdam_earnings_premium.participation", "/vergelijken"):
        go(tab, State(path, open_all))
        for look in looks(tab):
            many, wrong = tab.evaluate(_SIGNS)
            assert many > 30
            if wrong:
                faint[path, look] = wrong
    assert faint == {}
    # Browsers leave out drawn grounds in forced colours, unless they are asked not to.
    tab.goto("/")
    for look in looks(tab, "forced colours", "forced colours in the dark"):
        grounds = tab.eval_on_selector_all(
            ".cell.tint-none", "all => all.map(one => getComputedStyle(one).backgroundImage)"
        )
        assert grounds, look
        assert all("gradient" in one for one in grounds)
