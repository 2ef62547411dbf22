"""What a fold or a panel holds: tables, results in words, what they support ("May I say this?"), natural frequencies.

On a phone some tables are displayed as blocks; browsers expose them as tables all the same. The style sheet draws the hundred
marks of a frequency from two classes, the full rows and the marks in the next row, so that no style attribute is needed.
"""

from collections.abc import Sequence
from itertools import groupby, zip_longest
from typing import Literal

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Frequency, OutOfHundred, Statement, StatementGroup
from dashboard.models.evidence import Finding, Interim
from dashboard.models.text import Group, Head, Table
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, short_source, source_line, state_word, strength, type_class, types
from dashboard.web.components.sections import copying, fold, phone_fold

# Four columns fit on a phone, of which two hold words; any other table becomes a list there, with the name of its column
# before each cell.
_FIT = 4
_FIT_WORDS = 2


def table(caption: Node, heads: Sequence[Head | Node], *bodies: Part, cls: str, id: str | None = None) -> Node:
    """Return a table from its caption, the heads of its columns, and the bodies that hold its rows."""
    columns = [column_head(head.label, numeric=head.numeric) if isinstance(head, Head) else head for head in heads]
    return h("table", caption, h("thead", row(columns)), bodies, cls=cls, id=id)


def body(*rows: Part) -> Node:
    """Return a group of rows."""
    return h("tbody", rows)


def row(*cells: Part, cls: str | None = None, **attrs: str | None) -> Node:
    """Return a row of cells."""
    return h("tr", cells, cls=cls, **attrs)


def row_of(heads: Sequence[Head], first: Part, *others: Part, id: str | None = None) -> Node:
    """Return a row that its first cell names; the others have the names of their columns, which a phone shows."""
    cells = [cell(part, numeric=head.numeric, data_of=head.label) for head, part in zip(heads[1:], others, strict=True)]
    return row(row_head(first), cells, id=id)


def column_head(label: Part, *, numeric: bool = False, **attrs: str | None) -> Node:
    """Return the head of a column."""
    return h("th", label, scope="col", cls=_cls(numeric), **attrs)


def row_head(*label: Part) -> Node:
    """Return the first cell of a row, which names it."""
    return h("th", label, scope="row")


def title_row(title: str, columns: int) -> Node:
    """Return a row over all columns with the title of the rows below it."""
    return row(h("th", title, scope="rowgroup", colspan=columns), cls="of")


def cell(part: Part, *, numeric: bool = False, **attrs: str | None) -> Node:
    """Return a cell; numbers are aligned to the right."""
    return h("td", part, cls=_cls(numeric), **attrs)


def _cls(numeric: bool) -> str | None:
    return "num" if numeric else None


def data_table(value: Table) -> Node:
    """Return the table of a chart or panel with its caption."""
    columns = len(value.heads)
    numbers = sum(head.numeric for head in value.heads)
    fits = columns <= _FIT and columns - numbers <= _FIT_WORDS
    return table(
        h("caption", value.caption),
        value.heads,
        [_table_group(group, value) for group in value.groups if group.rows],
        cls=f"data cols-{columns}" + ("" if fits else " stack") + ("" if numbers else " words"),
    )


def _table_group(group: Group, value: Table) -> Node:
    rows = []
    without: tuple[str, ...] = ()
    for texts, marks in zip_longest(group.rows, group.marks, fillvalue=without):
        own = marks if len(marks) > 1 else (None,) * (len(value.heads) - 1)
        cells = [
            cell(text, numeric=head.numeric, data_of=head.label, data_mark=mark or None)
            for head, text, mark in zip(value.heads[1:], texts[1:], own, strict=True)
        ]
        rows.append(row(row_head(texts[0]), cells, data_mark=marks[0] if len(marks) == 1 else None))
    return body(title_row(group.title, len(value.heads)) if group.title else None, rows)


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
        _statement_group(group, id=f"{id}-{place}", lang=lang, level=level if many else 0)
        for place, group in enumerate(groups)
    ]
    return h("div", h("p", t("statements.intro", lang), cls="small soft"), message, cls="statements", id=id)


def _statement_group(group: StatementGroup, *, id: str, lang: str, level: int) -> Node:
    allowed = [item for item in group.statements if item.allowed]
    refused = [item for item in group.statements if not item.allowed]
    return h(
        "div",
        h(f"h{level}", group.title) if level else None,
        h("p", icon("may"), h("span", t("statements.yes", lang)), cls="state is-may", id=f"{id}-yes"),
        h(
            "ul",
            [h("li", allowed_sentence(item, id=f"{id}-{place}", lang=lang)) for place, item in enumerate(allowed)],
            aria_labelledby=f"{id}-yes",
        ),
        [_refused(item, lang=lang) for item in refused],
        cls="said",
    )


def allowed_sentence(one: Statement, *, id: str, lang: str) -> list[Node]:
    """Return a sentence that one may use, with a button that copies it with its source; a gap has no source."""
    source = one.source.rstrip(".")
    text = t("statements.with_source", lang, text=one.text, source=source) if source else one.text
    copy = copying("statements.copy", done="statements.copied", lang=lang, aria_describedby=id, data_copy_text=text)
    return [h("p", one.text, id=id), h("p", copy, cls="needs-script")]


def _refused(one: Statement, *, lang: str) -> Node:
    """Return a refused statement; its label comes first, so that nobody copies it as one that holds."""
    return h(
        "div",
        h("p", icon("may-not"), h("span", t("statements.no", lang)), cls="state is-may-not"),
        h("p", h("q", one.text)),
        h("p", t("statements.why", lang, why=one.why), cls="small"),
        cls="refused",
    )


def frequencies(items: Sequence[Frequency], *, id: str, lang: str) -> Part:
    """Return the frequencies of a chart or panel, grouped by population."""
    if not items:
        return None
    numbered = list(enumerate(items))
    built = [
        h(
            "div",
            h("p", population, cls="small soft"),
            h("ul", [_item(item, id=f"{id}-{place}") for place, item in group]),
        )
        for population, group in groupby(numbered, key=lambda one: one[1].population)
    ]
    return h("div", h("p", t("frequencies.head", lang), cls="name"), built, cls="hundreds", id=id)


def _item(item: Frequency, *, id: str) -> Node:
    return h(
        "li",
        h("p", h("b", f"{item.head}. "), item.sentence, id=id),
        h("div", [_arm(arm) for arm in item.arms], cls="arms", role="img", aria_labelledby=id),
    )


def _arm(arm: OutOfHundred) -> Node:
    """Return ten rows of ten marks: `rows-3 more-8` fills 38, `half` adds half of the next one."""
    rows, more = divmod(arm.people, 10)
    marks = f"people {type_class(arm.type_id)} rows-{rows} more-{more}" + (" half" if arm.part else "")
    parts = [h("span", cls="whole"), h("span", cls="next"), h("span", cls="part") if arm.part else None]
    return h("div", h("span", parts, cls=marks), h("b", arm.words), h("span", arm.name, cls="small"), cls="arm")


Kind = Literal["measured", "claimed"]


def results(findings: Sequence[Finding], *, lang: str, kind: Kind = "measured", brief: bool = False) -> Node:
    """Return results as a list; `brief` when the full sources follow below.

    A claim has no icon of a result: it names who says it, and that it was not measured.
    """
    return h("ul", [_result(finding, lang=lang, kind=kind, brief=brief) for finding in findings], cls=f"results {kind}")


def _result(finding: Finding, *, lang: str, kind: Kind, brief: bool) -> Node:
    facts: list[Part]
    if kind == "claimed":
        word = h("span", icon("claim"), h("span", t("state.claim", lang)), cls="state is-claim")
        facts = [h("p", t("source.says", lang, who=finding.source.publisher))]
    else:
        word = state_word(finding.sign, finding.word)
        facts = [h("p", strength(finding.strength, lang=lang)), h("p", finding.test) if finding.test else None]
    return h(
        "li",
        h("p", word),
        h(
            "div",
            h("p", finding.head, cls="head") if finding.head else None,
            h("p", finding.text, cls="text"),
            short_source(finding.source, lang=lang) if brief else source_line([finding.source], lang=lang),
            cls="what",
        ),
        h("div", types(finding.marks), facts, cls="facts"),
    )


def held(findings: Sequence[Finding], *, lang: str, kind: Kind) -> Node:
    """Return results as a list. Claims are folded on a phone; measured results never are."""
    result = results(findings, lang=lang, kind=kind)
    return phone_fold("fold.claims", len(findings), result, lang=lang) if kind == "claimed" else result


def interim(value: Interim, *, id: str, level: int, lang: str) -> Node:
    """Return interim results under their heading."""
    head = h(f"h{level}", interim_title(value, lang=lang), id=f"{id}-title")
    return h("div", head, interim_parts(value, lang=lang), cls="listed interim", id=id)


def interim_title(value: Interim, *, lang: str) -> str:
    """Return the heading of interim results."""
    return t("interim.unconfirmed" if value.table else "interim.earlier", lang)


def interim_parts(value: Interim, *, lang: str) -> list[Part]:
    """Return interim results with their remarks and sources."""
    return [
        h("p", t("interim.intro", lang), cls="small soft"),
        data_table(value.table) if value.table else None,
        [h("p", text) for text in value.texts],
        source_line(list(value.sources), lang=lang),
    ]
