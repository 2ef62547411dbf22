"""Results in words, what they support ("May I say this?"), natural frequencies, and the panel of a cell of the map.

Interim results have a heading of their own. The style sheet draws the hundred marks of a frequency from two classes, the full
rows and the marks in the next row, so that no style attribute is needed.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from dashboard.i18n.catalogue import t
from dashboard.i18n.formats import level_text
from dashboard.models.chart import Frequency, OutOfHundred, Statement, StatementGroup
from dashboard.models.evidence import Finding, Interim, Panel
from dashboard.models.text import Note, Source, Strength
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import copying, fold, phone_fold
from dashboard.web.components.sources import short_source, source_line
from dashboard.web.components.symbols import icon, stairs, state_word, strength, type_class, types
from dashboard.web.components.tables import data_table


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
    return h("li", allowed_sentence(one, id=id, lang=lang))


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


def panel(value: Panel, *, id: str, lang: str) -> Node:
    """Return an opened cell: text and numbers with notes, then results, claims and sources."""
    close = h("a", t("map.close", lang), _about(value), cls="quiet", href=value.close_href)
    beside = [
        strength_note(value.strength, lang=lang) if value.strength else None,
        [note(part) for part in value.notes],
    ]
    measured: Part = None
    if value.findings:
        result = results(value.findings, lang=lang, brief=True)
        measured = h("div", h("h4", t("map.findings", lang)), result, cls="outcomes")
    claimed: Part = None
    if value.claims:
        claimed = h(
            "div",
            h("h4", t("map.claims", lang)),
            h("p", t("map.claims_intro", lang), cls="small"),
            results(value.claims, lang=lang, kind="claimed", brief=True),
            cls="claims",
        )
    links = ((t("evidence.why_not_none", lang), value.size_href), (t("map.more", lang), value.more_href))
    more = [h("p", h("a", label, href=href), cls="more") for label, href in links if href]
    used = list({source.id: source for source in _sources(value)}.values())
    has_notes = value.strength is not None or bool(value.notes)
    return h(
        "div",
        h("div", h("h3", value.title, id=f"{id}-title"), close, cls="top"),
        h(
            "div",
            h("p", value.answer, cls="answer") if value.answer else None,
            data_table(value.table) if value.table else None,
            frequencies(value.frequencies, id=f"{id}-hundred", lang=lang),
            cls="main",
        ),
        h("dl", beside, cls="notes") if has_notes else None,
        measured,
        interim(value.interim, id=f"{id}-interim", level=4, lang=lang) if value.interim else None,
        claimed,
        statements(value.statements, id=f"{id}-say", lang=lang, about=_about(value), level=4),
        h("div", source_line(used, lang=lang) if used else None, more, cls="base"),
        id=id,
        cls="panel" + ("" if has_notes and value.table else " plain"),
        role="group",
        aria_labelledby=f"{id}-title",
        data_panel=True,
    )


def _about(value: Panel) -> Node:
    """Return hidden text that tells screen readers which cell a link or fold belongs to."""
    return h("span", f": {value.title}", cls="vh")


def _sources(value: Panel) -> list[Source]:
    """Return the sources; those of the panel come last, because they have the places of its numbers."""
    return [*(finding.source for finding in (*value.findings, *value.claims)), *value.sources]


def note(value: Note) -> Node:
    """Return a short text under a heading."""
    return h("div", h("dt", value.head), h("dd", value.text))


def strength_note(value: Strength, *, lang: str) -> Node:
    """Return the strength of the comparison under its heading."""
    return h("div", h("dt", t("strength.head", lang)), h("dd", strength_words(value, lang=lang)))


def strength_words(value: Strength, *, lang: str) -> list[Part]:
    """Return the strength of the comparison: stairs, level in words, name and reason."""
    words = f"{level_text(value.level, lang=lang).capitalize()}: {value.name}."
    return [stairs(value.level), " ", words, f" {value.why}" if value.why else None]
