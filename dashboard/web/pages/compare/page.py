"""The compare page: filters, their words, and the charts, numbers and claims that match, each with its limits."""

from collections.abc import Sequence

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.db.rows.results import NumberRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control, OptionGroup
from dashboard.models.evidence import Missing, Undrawn
from dashboard.models.filters import COMPARISONS, MOMENTS
from dashboard.models.kinds import State
from dashboard.models.text import Link, Note
from dashboard.selection.filters import SEVERAL
from dashboard.web.components.card import explanations, shared
from dashboard.web.components.controls import by_theme, select, switch
from dashboard.web.components.details import interim_parts, interim_title
from dashboard.web.components.details import results as findings_list
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import cards, missing, notice, opening, undrawn_list, unfold, unknowns
from dashboard.web.pages.charts.cards import card_of, chart_contents, highlight_text, highlights
from dashboard.web.pages.context import ON_A_PAGE, PageContext, absolute_url, remarks
from dashboard.web.pages.evidence.findings import finding, interim_of
from dashboard.web.pages.page_parts import filter_section, no_results
from dashboard.web.pages.share.links import share_page


def _options(context: PageContext) -> dict[str, list[tuple[str, str]]]:
    """Return the values and labels of the filters that may have several, in the order of the form."""
    return {
        "type": [(row.id, row.label) for row in queries.types(context)],
        "municipality": [(row.id, row.name) for row in queries.municipalities(context)],
        "comparison": [(id, context.t(f"filter.comparisons.{id}")) for id in COMPARISONS],
        "subgroup": [(row.id, row.label or context.t("filter.whole_group")) for row in queries.subgroups(context)],
        "moment": [(id, context.t(f"filter.moments.{id}")) for id in MOMENTS],
    }


def _several(name: str, options: Sequence[tuple[str, str]], context: PageContext) -> Control:
    return Control(
        name=name,
        label=context.t(f"filter.{name}"),
        kind="several",
        groups=(OptionGroup(options=tuple(options)),),
        chosen=getattr(context.choice, SEVERAL[name]),
        any_label=context.t(f"filter.all_{name}"),
    )


def filters(context: PageContext) -> list[Control]:
    """Return the controls in the order of the form."""
    choice = context.choice
    themes, any_outcome = queries.themes(context), context.t("filter.all_indicators")
    outcomes = sorted(queries.indicators(context), key=lambda row: row.label.casefold())
    return [
        select("theme", context.t("filter.theme"), [(row.id, row.label) for row in themes], choice.theme),
        by_theme(context.t("filter.indicator"), themes, outcomes, choice.indicator, any_label=any_outcome),
        *(_several(name, values, context) for name, values in _options(context).items()),
        switch("measured", context.t("filter.measured"), on=choice.measured),
    ]


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Meedoen en werk, bijverdienpremie, Amsterdam`."""
    choice = context.choice
    parts = [row.label for row in queries.themes(context) if row.id == choice.theme]
    parts += [labels.lower_first(row.label) for row in queries.indicators(context) if row.id == choice.indicator]
    for name, options in _options(context).items():
        named = [label for value, label in options if value in getattr(choice, SEVERAL[name])]
        parts += named if name == "municipality" else map(labels.lower_first, named)
    parts += highlight_text(context)
    if choice.measured:
        parts.append(context.t("filter.measured_short"))
    return ", ".join(parts)


# Why a number is on no chart, in the order of the page.
_LOOSE = ("only_a_difference", "only_a_ratio", "all_groups", "no_comparison", "suppressed")


def heading(context: PageContext) -> str:
    """Return the title of the page, with the current theme."""
    themes = {row.id: row for row in queries.themes(context)}
    theme = labels.lower_first(themes[context.choice.theme].label)
    return context.t("compare.title", theme=theme)


def _undrawn(rows: Sequence[NumberRow], context: PageContext, *, reasons: tuple[str, ...]) -> list[Undrawn]:
    """Return numbers that are on no chart, in the order of the reasons, each with its caution."""
    result = []
    for row in sorted((row for row in rows if row.reason in reasons), key=lambda row: reasons.index(row.reason)):
        sentences = dict.fromkeys(labels.stop(text) for text in (row.note, row.caution) if text)
        group = f" {labels.stop(row.subgroup)}" if row.subgroup else ""
        why = context.t(f"compare.reason.{row.reason}") + group + " " + " ".join(sentences)
        head = f"{row.municipality}, {labels.lower_first(row.indicator)}"
        value = formats.of_people(labels.value(row, context.lang), row.n, context.lang)
        source = labels.source(row, context)
        result.append(Undrawn(head=head, value=value, why=why, source=source))
    return result


def gap_notes(context: PageContext) -> list[Note]:
    """Return the gaps within the filters, by experiment."""
    result = []
    for row in queries.gaps(context.scope, context):
        word = labels.lower_first(context.t(f"evidence.word.{row.reason}"))
        result.append(Note(head=f"{labels.experiment(row)}: {word}", text=row.text))
    return result


def _not_reported(context: PageContext) -> str:
    """Return which trials report nothing on the chosen groups or moments; empty when all do, or none was chosen."""
    if not (context.choice.subgroups or context.choice.moments):
        return ""
    rows = queries.not_reported(context.scope, context)
    if not rows:
        return ""
    names = [labels.experiment(row) for row in rows[:ON_A_PAGE]]
    if len(rows) > ON_A_PAGE:
        names.append(context.count("compare.more_trials", len(rows) - ON_A_PAGE))
    return context.t("compare.not_reported_by", trials="; ".join(names))


def _not_reported_head(context: PageContext) -> str:
    groups, moments = context.choice.subgroups, context.choice.moments
    kind = "both" if groups and moments else "subgroup" if groups else "moment"
    return context.t(f"compare.not_reported.{kind}")


# The filters that may hide results, the closest to them first.
_WIDER = ("moments", "subgroups", "comparisons", "types", "indicator", "municipalities")


def _wider(context: PageContext) -> list[Link]:
    """Return links to wider filters, the closest first."""
    chosen = {name: value for name in _WIDER if (value := getattr(context.choice, name))}
    return [
        Link(href=context.address(**{name: type(value)()}), label=context.t(f"compare.wider.{name}"))
        for name, value in chosen.items()
    ]


def _missing(context: PageContext, gaps: list[Note]) -> Missing:
    reasons = {row.reason for row in queries.gaps(context.scope, context)}
    state: State = "not_read" if reasons == {"not_read"} else "not_found"
    texts = [f"{note.head}. {note.text}" for note in gaps]
    unreported = _not_reported(context)
    if unreported:
        texts.insert(0, unreported)
    word = _not_reported_head(context) if unreported else ""
    title = context.t("compare.nothing", chosen=labels.lower_first(chosen_text(context)))
    texts = texts or [context.t("compare.nothing_here")]
    return no_results(title, texts, context, links=_wider(context), state=state, word=word)


def _found(shown: int, results: int, context: PageContext) -> str:
    """Return the counts that a screen reader announces after each change."""
    if not shown and not results:
        return context.t("compare.found_none", chosen=chosen_text(context))
    many = context.count("compare.charts", shown)
    rows = context.count("compare.rows", results)
    return context.t("compare.found", chosen=chosen_text(context), charts=many, rows=rows)


def _not_drawn(numbers: Sequence[NumberRow], gaps: Sequence[Note], context: PageContext) -> list[Node]:
    """Return what is in no chart, each kind behind its heading."""
    lang = context.lang
    built: list[tuple[str, str, int, Sequence[Part]]] = []

    def add(name: str, title: str, many: int, *parts: Part) -> None:
        if many:
            built.append((name, title, many, parts))

    loose = _undrawn(numbers, context, reasons=_LOOSE)
    intro = h("p", context.t("missing.undrawn_intro"))
    add("undrawn", context.t("missing.undrawn"), len(loose), intro, undrawn_list(loose, lang=lang, level=3))
    earlier = [row for row in numbers if row.reason == "interim"]
    if value := interim_of(earlier, (), context):
        add("interim", interim_title(value, lang=lang), len(earlier), interim_parts(value, lang=lang))
    add("gaps", context.t("compare.unknown"), len(gaps), h("p", context.t("compare.unknown_intro")), unknowns(gaps))
    claims = [] if context.choice.measured else queries.findings(context.scope, context)
    said = [finding(row, context) for row in claims if row.basis == "claim"]
    intro = h("p", context.t("compare.claims_intro"))
    add("claims", context.t("compare.claims"), len(said), intro, findings_list(said, lang=lang, kind="claimed"))
    old = _undrawn(numbers, context, reasons=("superseded", "doubtful"))
    intro = h("p", context.t("compare.replaced_intro"))
    add("replaced", context.t("compare.replaced"), len(old), intro, undrawn_list(old, lang=lang, level=3))
    return [
        unfold(f"{title} ({context.number(many)})", h("div", parts, cls="inside"), id=name, level=2, cls="off-paper")
        for name, title, many, parts in built
    ]


def _factsheet(others: Sequence[Node], context: PageContext) -> Node:
    """Return the link to the factsheet of this choice, and on paper what is not printed."""
    choice = context.choice
    sheet = context.cleared(themes=(choice.theme,), types=choice.types, municipalities=choice.municipalities)
    href = sheet.address(context.t("where.brief"))
    address = h("span", f" ({absolute_url(href)})", cls="paper")
    unknown = [note.head.partition(":")[0] for note in gap_notes(context)]
    trials = context.t("compare.paper_gaps", trials="; ".join(unknown)) if unknown else ""
    paper = h("p", f"{context.t('compare.paper')} {trials}".rstrip(), cls="paper") if others else None
    factsheet = h("p", h("a", context.t("compare.factsheet"), href=href), address)
    share = h("ul", share_page("compare", context), cls="actions")
    folded = h("details", h("summary", context.t("share.native")), share, cls="fold off-paper")
    return h("div", factsheet, folded, paper, cls="take-along")


def results(context: PageContext) -> Node:
    """Return the results, which are the part of the page that filters replace."""
    shown = registry.all_for(context.scope, context)
    gaps = gap_notes(context)
    others = _not_drawn(queries.unpaired_numbers(context.scope, context), gaps, context)
    unreported = _not_reported(context)
    empty = not shown and not [part for part in others if part.attrs["id"] != "gaps"]
    explained = shared(shown)
    parts: list[Part] = [*remarks(context)]
    if queries.is_cut(context.scope, context):
        parts.append(notice(context.t("bounds.too_many", most=context.number(context.scope.most))))
    parts.append(h("p", _found(len(shown), sum(len(chart.rows) for chart in shown), context), cls="tally", id="found"))
    explanation = explanations(explained, lang=context.lang)
    parts.append(h("div", chart_contents(shown, context), explanation, highlights(shown, context), cls="folds"))
    if unreported and not empty:
        parts.append(notice(unreported, head=labels.stop(_not_reported_head(context))))
    if empty:
        parts.append(missing(_missing(context, gaps)))
    elif not shown:
        parts.append(notice(context.t("compare.no_chart")))
    # How a scheme grew is no result.
    counts = [chart for chart in shown if chart.key.startswith("over_time.")]
    parts.extend(card_of(chart, context, explained=explained) for chart in shown if chart not in counts)
    if counts:
        drawn = [card_of(chart, context, explained=explained, level=3) for chart in counts]
        growth = unfold(
            context.t("statistics.people"),
            drawn,
            id="people",
            level=2,
            cls="off-paper",
            opened=len(counts) == len(shown),
        )
        others = [growth, *others]
    parts.append(None if empty else h("div", others, cls="unfolds"))
    parts.append(None if empty else _factsheet(others, context))
    return cards(*parts)


def body(context: PageContext) -> Node:
    """Return the body of the page: title, filters and results."""
    beside = h("a", context.t("head_to_head.link"), href=context.link("head_to_head"))
    return h(
        "div",
        opening(context.t("compare.heading"), lead=([context.t("compare.lead"), " ", beside],)),
        filter_section(filters(context), results(context), context, chosen=chosen_text(context)),
    )
