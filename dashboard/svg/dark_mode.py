"""Rules that let a drawn chart follow the page: dark, more contrast, print. Charts carry the light colours as values.

A still has its colours as attributes, a live chart as inline styles; both are matched by value and handed back to the
custom property that the value came from. So no chart is drawn again, and no script is needed, when the scheme changes.
"""

from __future__ import annotations

from dashboard.style import palette

_NAMES = ("paper", "wash", "ink", "ink-soft", "rule", "rule-firm", "hatch")


def chart_tokens() -> dict[str, str]:
    """The colours that a chart may use, by value: `#1f6dbf` -> `type-self-direction`.

    Tokens that share a value in the light scheme share it in the others too, so the one of the chart stands for both.
    """
    ordered = sorted(palette.tokens(), key=lambda name: name in _NAMES)
    names = [name for name in ordered if name.startswith(("chart-", "type-")) or name in _NAMES]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(palette.colour(name).strip().lower(), name)
    return found


def inline(value: str) -> str:
    """A colour as browsers write it in an inline style: `#1f6dbf` -> `rgb(31, 109, 191)`."""
    red, green, blue = (int(value[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def scheme_css() -> str:
    """The style sheet that maps the colours in charts to custom properties."""
    rules = ["/* Made from tokens.css: charts follow the scheme of the page. */"]
    for value, token in chart_tokens().items():
        for part in ("fill", "stroke"):
            rules.append(f'.plot [{part}="{value}"] {{ {part}: var(--{token}) }}')
            style = f"{part}: {inline(value)}"
            rules.append(f'.js-plotly-plot [style*="{style}"] {{ {part}: var(--{token}) !important }}')
    # Plotly writes the colour of stripes as an attribute of their pattern.
    stripes = inline(palette.colour("hatch").strip().lower())
    rules.append(f'.js-plotly-plot pattern [stroke="{stripes}"] {{ stroke: var(--hatch) }}')
    # Straight lines and boxes lie on whole pixels, as the gridlines of Plotly do.
    rules.append(".js-plotly-plot .shapelayer path { shape-rendering: crispEdges }")
    rules.append(".plot text, .js-plotly-plot text { font-variant-numeric: tabular-nums }")
    return "\n".join(rules) + "\n"
