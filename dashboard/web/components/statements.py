"""The fold "May I say this?": statements that a result supports, to copy with their source, and one that it does not."""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Statement, StatementGroup
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import copying, fold
from dashboard.web.components.symbols import icon


def statements(groups: Sequence[StatementGroup], *, id: str, lang: str, about: Part = None, level: int = 3) -> Part:
    """Return a fold with the statements of each group; `about` names the result for screen readers.

    Groups have titles of heading `level` when there is more than one.
    """
    message = sentences(groups, id=f"{id}-statements", lang=lang, level=level)
    return fold([t("statements.head", lang), about], message, id=id) if message else None


def sentences(groups: Sequence[StatementGroup], *, id: str, lang: str, level: int = 3) -> Part:
    """Return the statements of each group, for a fold with other content."""
    if not groups:
        return None
    many = len(groups) > 1
    message = [
        _group(group, id=f"{id}-{place}", lang=lang, level=level if many else 0) for place, group in enumerate(groups)
    ]
    return h("div", h("p", t("statements.intro", lang), cls="small soft"), message, cls="statements", id=id)


def _group(group: StatementGroup, *, id: str, lang: str, level: int) -> Node:
    allowed = [item for item in group.statements if item.allowed]
    refused = [item for item in group.statements if not item.allowed]
    return h(
        "div",
        h(f"h{level}", group.title) if level else None,
        h("p", icon("may"), h("span", t("statements.yes", lang)), cls="state is-may", id=f"{id}-yes"),
        h(
            "ul",
            [_allowed(item, id=f"{id}-{place}", lang=lang) for place, item in enumerate(allowed)],
            aria_labelledby=f"{id}-yes",
        ),
        [_refused(item, lang=lang) for item in refused],
        cls="said",
    )


def _allowed(one: Statement, *, id: str, lang: str) -> Node:
    copy = copying(
        t("statements.copy", lang),
        done=t("statements.copied", lang),
        lang=lang,
        aria_describedby=id,
        data_copy_text=_copied(one, lang=lang),
    )
    return h("li", h("p", one.text, id=id), h("p", copy, cls="needs-script"))


def _copied(one: Statement, *, lang: str) -> str:
    """Return a statement with its source in brackets; a gap has no source."""
    return t("statements.with_source", lang, text=one.text, source=one.source.rstrip(".")) if one.source else one.text


def _refused(one: Statement, *, lang: str) -> Node:
    """Return a refused statement; its label comes first, so that nobody copies it as one that holds."""
    return h(
        "div",
        h("p", icon("may-not"), h("span", t("statements.no", lang)), cls="state is-may-not"),
        h("p", h("q", one.text)),
        h("p", t("statements.why", lang, why=one.why), cls="small"),
        cls="refused",
    )
