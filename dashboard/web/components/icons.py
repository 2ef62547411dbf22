"""Icons from assets/signs.svg: a page has each icon that it uses once, and refers to it.

As CSS images, each icon would cost the browser a document of its own before the first paint.
"""

import re

from dashboard.svg.icons import icons
from dashboard.web.components.html import Node, h

_USED = re.compile(r'href="#sign-([\w-]+)"')
# Live regions, into which scripts may insert any icon.
_GROWS = re.compile(r'class="(?:[^"]* )?(?:stage|map-region)[ "]')


def sign(name: str, *, cls: str) -> Node:
    """Return an icon that is hidden from screen readers. Raises KeyError for an unknown name."""
    used = h("use", href=f"#sign-{name}")
    return h("svg", used, cls=cls, viewBox=icons()[name].view_box, aria_hidden="true")


def with_drawings(page: str) -> str:
    """Return the page with the icons that it uses at the start of its body.

    They are positioned out of the flow without a size, because some browsers drop the masks of elements that are not displayed.
    """
    used = icons().keys() if _GROWS.search(page) else set(_USED.findall(page))
    built = "".join(f'<g id="sign-{name}">{item.shapes}</g>' for name, item in icons().items() if name in used)
    if not built:
        return page
    return page.replace(
        "<body>", f'<body><svg class="drawings" width="0" height="0" aria-hidden="true">{built}</svg>', 1
    )
