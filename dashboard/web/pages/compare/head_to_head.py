"""The page that sets two approaches, municipalities or trials side by side, and says whether they may be compared."""

from collections.abc import Sequence
from functools import partial

from dashboard.db import queries
from dashboard.labels import labels, pairs
from dashboard.models.controls import Control, OptionGroup
from dashboard.web.components.controls import get_form, select_field
from dashboard.web.components.html import Node, h
from dashboard.web.components.labels import icon, type_mark
from dashboard.web.components.sections import notice, opening, unfold
from dashboard.web.pages import paths
from dashboard.web.pages.compare import side_facts
from dashboard.web.pages.compare.side_facts import Build, entry, unknown
from dashboard.web.pages.compare.sides import Side, chosen, names, read_side, verdict
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.evidence.findings import finding_sign, pair_sign

# The set-up facts that are rows of their own.
_FACTS = (("duration", ("duration",)), ("wage", ("premium", "wage", "hours")))


def heading(context: PageContext) -> str:
    """Return the title of the page, with the two names."""
    known = {id: name for group in names(context).values() for id, name in group.items()}
    first, second = chosen(context)
    return context.t("head_to_head.title", first=known[first], second=known[second])


def _outcome(side: Side, context: PageContext, *, indicator: str, theme: str) -> list[Node]:
    """Return what was found on an outcome; without any, the known reasons why not."""
    built = []
    for pair in side.pairs:
        if pair.indicator_id != indicator:
            continue
        numbers = [pairs.value(pair, context.lang, side="treated"), pairs.value(pair, context.lang, side="comparison")]
        how = labels.strength(pair.level, pair.comparison_kind, context.lang).name
        text = context.t("head_to_head.numbers", place=pair.municipality, group=pairs.group(pair, context.lang),
                         treated=numbers[0], comparison=numbers[1], how=how)  # fmt: skip
        built.append(entry(pair_sign(pair), text, pair, context))
    for row in side.findings:
        if row.indicator_id == indicator:
            # A result with limits is quoted, because a word alone would drop them.
            limited = row.partly or not row.shows_effect or row.several_cities
            how = labels.strength(row.level, row.comparison, context.lang).name
            test = labels.test_words(row.test, context.lang)
            word = f"{labels.verdict_word(row.verdict, context.lang)}, {how}, {test}"
            who = "" if row.type_id == side.type_id else f" ({labels.lower_first(labels.approach(row, context.lang))})"
            text = f"{row.municipality}{who}: {labels.stop(row.text if limited else labels.lower_first(word))}"
            built.append(entry(finding_sign(row), text, row, context))
    words = [context.t(f"evidence.word.{row.reason}") for row in side.gaps if row.theme == theme]
    reasons = labels.upper_first("; ".join(dict.fromkeys(map(labels.lower_first, words))))
    return built or unknown(labels.stop(reasons) if reasons else context.t("head_to_head.not_found"))


def _row(head: str, build: Build, sides: Sequence[Side], context: PageContext) -> Node:
    return h("tr", h("th", head, scope="row"), [h("td", h("ul", build(side, context))) for side in sides])


def _table(rows: Sequence[Node], sides: Sequence[Side], context: PageContext, *, caption: str) -> Node:
    marks = [type_mark(side.type_id) if side.type_id else None for side in sides]
    heads = [h("th", mark, h("span", side.name), scope="col") for mark, side in zip(marks, sides, strict=True)]
    head = h("thead", h("tr", h("td", cls="corner"), heads))
    return h("table", h("caption", caption, cls="vh"), head, h("tbody", rows), cls="duel")


def _verdict_row(sides: Sequence[Side], context: PageContext) -> Node:
    """Return the row that says whether the two may be compared."""
    shared, reasons = verdict(sides[0], sides[1], context)
    word = context.t("head_to_head.partly" if shared else "head_to_head.no")
    return h(
        "tr",
        h("th", context.t("head_to_head.may"), scope="row"),
        h("td", h("p", icon("mixed" if shared else "may-not"), h("b", word)), [h("p", text) for text in reasons],
          colspan="2"),
        cls="may",
    )  # fmt: skip


def _groups(sides: Sequence[Side], context: PageContext) -> list[Node]:
    """Return the set-up and the outcomes of each theme, each a table in a fold; the set-up is open."""
    set_up = [
        _row(context.t("head_to_head.who"), side_facts.for_whom, sides, context),
        _row(context.t("head_to_head.design"), side_facts.design, sides, context),
        _row(context.t("head_to_head.people"), side_facts.people, sides, context),
        *(_row(context.t(f"head_to_head.{name}"), side_facts.facts(kinds), sides, context) for name, kinds in _FACTS),
        _row(context.t("head_to_head.costs"), side_facts.costs, sides, context),
    ]
    groups = [("set-up", context.t("head_to_head.set_up"), set_up)]
    found = {row.indicator_id for side in sides for row in side.pairs}
    found |= {row.indicator_id for side in sides for row in side.findings}
    for theme in queries.themes(context):
        own = [(row.id, row.label) for row in queries.indicators(context) if row.theme == theme.id and row.id in found]
        rows = [
            _row(label, partial(_outcome, indicator=id, theme=theme.id), sides, context)
            for id, label in own or [("", context.t("head_to_head.nothing"))]
        ]
        groups.append((theme.id, f"{theme.label} ({context.number(len(own))})", rows))
    return [
        unfold(title, _table(rows, sides, context, caption=title), id=id, level=2, opened=id == "set-up")
        for id, title, rows in groups
    ]


def _comparison(sides: Sequence[Side], context: PageContext) -> list[Node]:
    rows = [
        _verdict_row(sides, context),
        _row(context.t("head_to_head.trials"), side_facts.trials, sides, context),
        _row(context.t("strength.head"), side_facts.fairness, sides, context),
    ]
    return [_table(rows, sides, context, caption=heading(context)), *_groups(sides, context)]


def _form(ids: Sequence[str], context: PageContext) -> Node:
    fields = []
    for name, selected in zip(("first", "second"), ids, strict=True):
        groups = tuple(
            OptionGroup(label=context.t(f"head_to_head.kind.{kind}"), options=tuple(known.items()))
            for kind, known in names(context).items()
        )
        control = Control(
            name=name, label=context.t(f"head_to_head.{name}"), kind="one", groups=groups, chosen=(selected,)
        )
        fields.append(select_field(control, f"duel-{name}"))
    button = h("button", context.t("control.show"), type="submit", cls="button")
    return get_form(fields, button, action=context.path, hidden=context.pin.items(), cls="duel-form")


def body(context: PageContext) -> Node:
    """Return the body of the page: the form, and the two columns."""
    ids = chosen(context)
    sides = [read_side(id, context) for id in ids]
    to_compare = h("a", context.t("head_to_head.to_compare"), href=paths.path("compare", context.lang))
    return h(
        "div",
        remarks(context),
        opening(context.t("head_to_head.heading"), lead=(context.t("head_to_head.lead"),)),
        _form(ids, context),
        notice(context.t("head_to_head.same")) if ids[0] == ids[1] else _comparison(sides, context),
        h("p", to_compare, cls="take-along"),
    )
