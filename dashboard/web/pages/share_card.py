"""What the share card of a page says, taken from its body: also the alternative text of the picture."""

from dashboard.exports.share_card import HEIGHT, ShareCard
from dashboard.labels.labels import stop
from dashboard.style.palette import mark
from dashboard.web.components.html import Child, Node, Plot
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.registry import Page
from dashboard.web.pages.share.basis import basis

# Charts whose sentence says what was found; a chart of counts would look like a result.
_RESULTS = ("with_and_without", "directions")


def _parts(node: Child) -> list[Child]:
    """Return a part of a page and all that is in it, in the order of the page."""
    found: list[Child] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if isinstance(part, Node):
            waiting += reversed(part.children)
    return found


def words_of(node: Child) -> str:
    """Return the text of a part of a page."""
    if isinstance(node, Node):
        return "".join(words_of(child) for child in node.children)
    return node if isinstance(node, str) else ""


def _first(nodes: list[Node], *names: str) -> str:
    """Return the text of the first element with one of these classes, the first name first."""
    return next(
        (words_of(node) for cls in names for node in nodes if cls in str(node.attrs.get("class", "")).split()), ""
    )


def card_of_body(page: Page, body: Node, context: PageContext, *, height: int = HEIGHT) -> ShareCard:
    """Return the share card of a page: its first result as a chart or in words, or its title and first sentence.

    The municipality and how groups were formed stand on it, because a picture travels without its page.
    """
    parts = _parts(body)
    plots = [part.chart for part in parts if isinstance(part, Plot)]
    chart = next((one for one in plots if one.key.startswith(_RESULTS[0])), None)
    # On a page of charts, the first result is the answer.
    plot = chart or next((one for one in plots if page.live and one.key.startswith(_RESULTS)), None)
    nodes = [part for part in parts if isinstance(part, Node)]
    heading = next((words_of(node) for node in nodes if node.tag == "h1"), page.title(context))
    headline = _first(nodes, "brief-title")
    verdict = next((node for node in nodes if "data-tone" in node.attrs), None) if page.description else None
    approach = context.item if page.name == "type" else next(iter(context.choice.types), "")
    # A headline is a sentence: in the large letters of a title it would be cut.
    lead = headline or _first(nodes, "verdict-line", "lead")
    return ShareCard(
        site=context.t("site.name"),
        title=plot.question if plot and not chart else heading,
        sentence=plot.sentence if plot else lead or context.t(f"description.{page.name}"),
        below=context.version_text(),
        basis=basis(page.name, plot, context),
        height=height,
        figure=chart.wide if chart else None,
        question=chart.question if chart else "",
        finding=f"{chart.sentence.partition('. ')[0]}. {chart.strength.why}" if chart else "",
        verdict=words_of(verdict).strip() if verdict else "",
        tone=str(verdict.attrs["data-tone"]) if verdict else mark(approach)[0] if approach else "ink",
    )


def alternative(card: ShareCard) -> str:
    """Return the words of a card for who does not see it: its title, its first result, and where that comes from."""
    texts = [card.title, card.verdict, card.question, card.sentence, card.basis]
    return " ".join(stop(text.strip()) for text in texts if text.strip())
