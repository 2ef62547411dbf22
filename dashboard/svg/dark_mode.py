"""CSS that makes charts follow the colours of the page: dark, with more contrast, in print.

Charts carry the light colours as values. A chart of the server has them as attributes, a chart of Plotly as inline styles;
both are matched by value and mapped to the custom property of that value. So no chart is drawn again, and no script is
needed, when the colour scheme changes.
"""

from dashboard.style import palette

_NAMES = ("paper", "wash", "ink", "ink-soft", "rule", "rule-firm", "hatch")


def chart_tokens() -> dict[str, str]:
    """Return the colours that a chart may use, by value: `#1f6dbf` -> `type-self-direction`.

    Tokens of one light value have one value in the other schemes too, so one of them can stand for all.
    """
    ordered = sorted(palette.tokens(), key=lambda name: name in _NAMES)
    tokens: dict[str, str] = {}
    for name in ordered:
        if name.startswith(("chart-", "type-")) or name in _NAMES:
            tokens.setdefault(_value(name), name)
    return tokens


def _value(token: str) -> str:
    return palette.colour(token).strip().lower()


def inline_colour(value: str) -> str:
    """Return a colour as browsers write it in an inline style: `#1f6dbf` -> `rgb(31, 109, 191)`."""
    red, green, blue = (int(value[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def chart_css() -> str:
    """Return the style sheet that maps the colours in charts to custom properties."""
    rules = ["/* Made from tokens.css: charts follow the scheme of the page. */"]
    for value, token in chart_tokens().items():
        for part in ("fill", "stroke"):
            rules.append(f'.plot [{part}="{value}"] {{ {part}: var(--{token}) }}')
            style = f"{part}: {inline_colour(value)}"
            rules.append(f'.js-plotly-plot [style*="{style}"] {{ {part}: var(--{token}) !important }}')
    # Plotly writes the colour of hatching as an attribute of its pattern.
    rules.append(f'.js-plotly-plot pattern [stroke="{inline_colour(_value("hatch"))}"] {{ stroke: var(--hatch) }}')
    # Straight lines and rectangles lie on whole pixels, as the gridlines of Plotly do.
    rules.append(".js-plotly-plot .shapelayer path { shape-rendering: crispEdges }")
    rules.append(
        ".plot text, .js-plotly-plot text { font-family: var(--font-text) !important; font-variant-numeric: tabular-nums }"
    )
    return "\n".join(rules) + "\n"
