"""The answer on one approach: verdict, how fair the comparisons were, one chart, national results, costs, and what to say."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, GapRow, PairRow
from dashboard.db.rows.subjects import TypeRow
from dashboard.exports.address import absolute_url
from dashboard.i18n import formats
from dashboard.labels import labels, pairs
from dashboard.models.chart import Statement
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.statements.from_rows import of_rows
from dashboard.web.components.dumbbell import dumbbell
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import band, copying
from dashboard.web.components.sources import publishers
from dashboard.web.components.symbols import icon, sign, stairs, type_class, type_ground, type_mark
from dashboard.web.pages import national, suggested_questions, urls
from dashboard.web.pages.answers import FAIR, Answer, Trial, answer, compared, trials, where
from dashboard.web.pages.context import MOST_ROWS, PageContext
from dashboard.web.pages.cost_block import cost_block
from dashboard.web.pages.experiment_types import relations_of
from dashboard.web.pages.hero import legend, size_row, ticks
from dashboard.web.pages.share import share_page

# The rungs of the ladder, from the fairest comparison to none: the levels and comparisons that stand on each.
_RUNGS = ("very_fair", "fair", "weak", "unnamed")
_SIGNS = {"favourable": "direction-up", "unfavourable": "direction-down", "mixed": "mixed", "same": "same"}
# A side that the source limits, by its name; and all names in the order of a rung.
_PARTLY = {"favourable": "sometimes_favourable", "unfavourable": "sometimes_unfavourable", "same": "mostly_same"}
_SIDES = ("favourable", "sometimes_favourable", "improved", "unfavourable", "sometimes_unfavourable", "mixed", "same",
          "mostly_same", "no_effect", "other")  # fmt: skip
# The most sentences that one may use, and of those that one may not.
_MOST_ALLOWED, _MOST_REFUSED = 3, 2
_MOST_RESULTS = 5
_MOST_NATIONAL = 3


def bands(kind: TypeRow, context: PageContext) -> list[Node]:
    """Return the sections of the page."""
    own, line = trials(kind.id, context), answer(kind.id, context)
    wide = national.findings(context, types=(kind.id,))
    columns = [_national(wide, context), _costs(kind, context), _questions(kind, context)]
    return [
        _top(kind, own, line, context),
        band(h("div", _ladder(kind, own, wide, context), _beside(kind, own, context), cls="halves"), id="fair"),
        band(h("div", columns, cls="columns"), id="ask", tone="sand"),
        band(
            h("div", _sayings(own, wide, context), cls="columns"),
            _take(kind, context),
            h("ul", share_page("type", context), cls="actions"),
            id="say",
        ),
    ]


def _top(kind: TypeRow, own: Sequence[Trial], line: Answer, context: PageContext) -> Node:
    """Return the name, the verdict, what it is, who tried it, and the shape with the size if there is one."""
    menu = [
        h("li", h("a", type_mark(row.id), row.label, href=urls.page("type", context, id=row.id),
                  aria_current="page" if row.id == kind.id else None))
        for row in queries.types(context)
    ]  # fmt: skip
    what, _ = relations_of(kind, context)
    return band(
        h("nav", h("ul", menu), cls="crumbs", aria_label=context.t("type.menu")),
        h("div",
          h("h1", kind.label, id="approach-title"),
          h("p", line.text, cls="verdict-line"),
          h("p", h("b", context.t("type.what")), " ", what),
          h("p",
            h("span", h("b", context.count("overview.trials", len(own))), f": {where(own, context)}"),
            h("span", stairs(line.level), h("span", compared(line, context)), cls="fair"), cls="meta"),
          cls="name"),
        _shape(kind, own, context),
        id="approach", tone=f"tinted {type_ground(kind.id)}", labelled_by="approach-title",
    )  # fmt: skip


def _shape(kind: TypeRow, own: Sequence[Trial], context: PageContext) -> Node:
    """Return the shape of the approach with the first difference from a fair comparison, or with how many trials there were."""
    pair = next((row for trial in own for row in trial.pairs), None)
    if pair:
        big = pairs.signed(pair, context.lang)
        small = [context.t("type.points"), pair.municipality]
    else:
        big, small = "?", [context.t("type.size_unknown")]
    words = h("span", h("b", big), [h("span", text) for text in small], cls="in-shape")
    return h("p", sign(type_class(kind.id), cls="icon shape"), words, cls="big-shape")


def _rung(row: PairRow | FindingRow) -> str:
    level = row.level or 0
    if level > FAIR:
        return "very_fair"
    return "fair" if level == FAIR else "weak" if level else "unnamed"


def _ladder(kind: TypeRow, own: Sequence[Trial], wide: Sequence[FindingRow], context: PageContext) -> Node:
    """Return the ladder: each place on the rung of its comparison, with its outcomes by side."""
    rungs = []
    for name in _RUNGS:
        lines: list[Node] = []
        # What national studies say of all approaches together says nothing about this one.
        alone = [row for row in wide if kind.id in row.types and _rung(row) == name]
        if alone:
            lines.append(_on_rung(kind.id, context.t("national.title"), _outcomes(alone, context), sized=False))
        for trial in own:
            fair = [row for row in trial.pairs if _rung(row) == name]
            found = [row for row in trial.findings if _rung(row) == name]
            if fair or found:
                texts = [_numbers(fair, context) if fair else "", _outcomes(found, context) if found else ""]
                lines.append(
                    _on_rung(kind.id, trial.experiment.municipality, " ".join(filter(None, texts)), sized=bool(fair))
                )
        head = h("b", context.t(f"rung.{name}"), " ", h("small", context.t(f"rung.{name}_why")))
        body = h("ul", lines) if lines else h("p", context.t("rung.empty"), cls="soft")
        rungs.append(h("li", head, body))
    silent = [trial.experiment.municipality for trial in own if not trial.pairs and not trial.findings]
    rest = (
        h("p", context.t("rung.nothing", places=formats.listing(silent, context.lang)), cls="source")
        if silent
        else None
    )
    return h(
        "div",
        h("h2", context.t("rung.title")),
        h("p", context.t("rung.intro"), cls="small soft"),
        h("ol", rungs, cls="rungs"),
        rest,
    )


def _on_rung(type_id: str, place: str, text: str, *, sized: bool) -> Node:
    mark = sign(type_class(type_id), cls=f"icon mark {'known' if sized else 'open'}")
    return h(
        "li",
        h("span", mark, cls=f"trials {type_class(type_id)}"),
        h("span", h("b", f"{place}."), " ", text),
    )


def finding_sign(row: FindingRow) -> Node:
    """Return the sign of a result: a side by a fair comparison has a closed ring, another side a dashed one."""
    side = _SIGNS.get(row.effect, "told")
    name = "favourable" if side == "direction-up" and (row.level or 0) >= FAIR else side
    return icon(name, cls=f"is-{name}")


def _numbers(rows: Sequence[PairRow], context: PageContext) -> str:
    """Return the two numbers of each pair, by outcome."""
    names = {row.id: labels.lower_first(row.label) for row in queries.indicators(context)}
    shown: dict[str, list[str]] = {}
    for row in rows:
        treated = formats.number(row.treated, context.lang, formats.least_decimals(row.treated, row.decimals))
        slots = {"treated": treated, "comparison": pairs.value(row, context.lang, side="comparison")}
        shown.setdefault(names[row.indicator_id], []).append(context.t("evidence.numbers", **slots))
    return " ".join(
        context.t("rung.numbers", outcome=name, numbers=formats.listing(numbers, context.lang))
        for name, numbers in shown.items()
    )


def _outcomes(rows: Sequence[FindingRow], context: PageContext) -> str:
    """Return a sentence for each side with its outcomes; of national studies with their years, because these differ."""
    sides: dict[str, list[str]] = {}
    for row in rows:
        side = row.effect if row.effect in (*_SIGNS, "no_effect") else "other"
        if side == "favourable" and row.comparison == "over_time":
            side = "improved"
        elif row.partly:
            side = _PARTLY.get(side, side)
        years = "" if row.experiment_id else f" ({formats.years(row.start, row.end)})"
        name = context.t("rung.outcome", outcome=labels.lower_first(row.indicator)) + years
        names = sides.setdefault(side, [])
        if name not in names:
            names.append(name)
    parts = [
        context.t(f"rung.side.{side}", outcomes=formats.listing(sides[side], context.lang))
        for side in _SIDES
        if side in sides
    ]
    return " ".join(parts)


def _beside(kind: TypeRow, own: Sequence[Trial], context: PageContext) -> Node:
    """Return the chart of all sizes from a fair comparison, or the results in words."""
    rows = [row for trial in own for row in trial.pairs]
    if not rows:
        return _in_words(own, context)
    places = formats.listing(list(dict.fromkeys(row.municipality for row in rows)), context.lang)
    return size_chart(rows, h("h2", context.t("type.chart", place=places)), context)


def size_chart(rows: Sequence[PairRow], title: Node, context: PageContext) -> Node:
    """Return a chart of pairs of one approach that share a unit, under its title, with their notes and sources."""
    names = {row.id: row.label for row in queries.indicators(context)}
    drawn = [
        size_row(row, names[row.indicator_id], labels.lower_first(pairs.group(row, context.lang)), context)
        for row in rows
    ]
    unit = "%" if rows[0].unit == "percent" else ""
    notes = [row.note for row in rows if row.note]
    notes += [f"{names[row.indicator_id]}: {labels.lower_first(row.population)}" for row in rows if row.population]
    return h(
        "div",
        title,
        legend(rows[0].type_id, context),
        dumbbell(drawn, ticks=ticks(rows), unit=unit),
        h(
            "p",
            " ".join(labels.stop(note) for note in dict.fromkeys(notes)),
            " ",
            context.t("type.no_margin"),
            cls="source",
        ),
        publishers(labels.sources(rows, context), lang=context.lang),
        cls=f"size-chart {type_class(rows[0].type_id)}",
    )


def _in_words(own: Sequence[Trial], context: PageContext) -> Node:
    """Return the strongest results in the words of their rows, each with its sign and place."""
    found = [row for trial in own for row in trial.findings][:_MOST_RESULTS]
    lines = [
        h("li", finding_sign(row),
          h("span", h("b", f"{row.municipality}, {labels.lower_first(row.indicator)}."), " ", row.text))
        for row in found
    ]  # fmt: skip
    missing = [
        h("li", icon("not-found"), h("span", h("b", f"{row.municipality}."), " ", row.text))
        for row in _gaps(own, context)
    ]
    shown = [*lines, *missing][:_MOST_RESULTS]
    return h(
        "div",
        h("h2", context.t("type.found_head")),
        h("p", context.t("type.no_size"), cls="key"),
        h("ul", shown, cls="items signed"),
        publishers(labels.sources(found, context), lang=context.lang) if found else None,
        cls="size-chart",
    )


def _gaps(own: Sequence[Trial], context: PageContext) -> list[GapRow]:
    return [
        row
        for trial in own
        if not trial.findings
        for row in queries.gaps(Scope(experiment=trial.experiment.id), context)
    ]


def _national(wide: Sequence[FindingRow], context: PageContext) -> Node:
    """Return what studies of several municipalities found on this approach."""
    shown = _one_of_each(wide)[:_MOST_NATIONAL]
    lines = [h("li", finding_sign(row), h("span", row.text)) for row in shown]
    rest = len(wide) - len(shown)
    return h(
        "div",
        h("h2", context.t("type.nationally")),
        h("ul", lines, cls="items signed") if lines else h("p", context.t("type.nothing_national")),
        publishers(labels.sources(shown, context), lang=context.lang) if shown else None,
        h("p", h("a", context.count("type.more_national", rest), href="#results"), cls="small") if rest else None,
        cls="column",
    )


def _one_of_each(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """Return one result of each side first, each on another outcome, then one of each outcome, then the others."""
    sides: dict[str, FindingRow] = {}
    outcomes: dict[str, FindingRow] = {}
    for row in rows:
        if row.indicator_id not in {one.indicator_id for one in sides.values()}:
            sides.setdefault(row.verdict, row)
        outcomes.setdefault(row.indicator_id, row)
    return list({row.id: row for row in (*sides.values(), *outcomes.values(), *rows)}.values())


def _costs(kind: TypeRow, context: PageContext) -> Node:
    block = cost_block(Scope(most=MOST_ROWS, types=(kind.id,)), context, level=3, short=True)
    return h(
        "div", h("h2", context.t("type.costs")), block or h("p", context.t("type.no_costs")), cls="column", id="costs"
    )


def _questions(kind: TypeRow, context: PageContext) -> Node:
    """Return the questions for the alderman."""
    asked: list[Note] = suggested_questions.for_type(kind.id, context)
    lines = [h("li", h("b", note.head), " ", h("span", note.text, cls="soft")) for note in asked]
    return h("div", h("h2", context.t("type.asking")), h("ul", lines, cls="items"), cls="column", id="questions")


def _sayings(own: Sequence[Trial], wide: Sequence[FindingRow], context: PageContext) -> list[Node]:
    """Return sentences that one may use, in the open with a button to copy, and sentences that one may not."""
    # One pair of each outcome is enough to quote.
    rows = list({row.indicator_id: row for trial in reversed(own) for row in reversed(trial.pairs)}.values())[::-1]
    found = [row for trial in own for row in trial.findings if row.level][:_MOST_RESULTS]
    indicators = {row.id: row for row in queries.indicators(context)}
    groups = list(of_rows(context, pairs=rows, findings=[] if rows else found, indicators=indicators))
    groups += of_rows(context, findings=_one_of_each(wide)[:1])
    gaps = [] if groups else _gaps(own, context)
    groups += of_rows(context, gaps=gaps, themes={row.id: row for row in queries.themes(context)})
    every = [one for group in groups for one in group.statements]
    # The first sentence of each group, so that a national one is not left out.
    first = [
        next(one for one in group.statements if one.allowed)
        for group in groups
        if any(one.allowed for one in group.statements)
    ]
    allowed = [
        one for one in every if one.allowed and (one in first or one in every[: _MOST_ALLOWED - len(first) + 1])
    ][:_MOST_ALLOWED]
    refused = [one for one in every if not one.allowed][:_MOST_REFUSED]
    yes = [_allowed(one, place, context) for place, one in enumerate(allowed)]
    no = [_refused(one, context) for one in refused]
    return [
        h("div", h("h2", context.t("statements.yes")), h("ul", yes, cls="items signed"), cls="column yes"),
        h("div", h("h2", context.t("statements.no")), h("ul", no, cls="items signed"), cls="column no"),
    ]


def _allowed(one: Statement, place: int, context: PageContext) -> Node:
    text = context.t("statements.with_source", text=one.text, source=one.source.rstrip(".")) if one.source else one.text
    id = f"say-{place}"
    copy = copying(
        context.t("statements.copy"),
        done=context.t("statements.copied"),
        lang=context.lang,
        aria_describedby=id,
        data_copy_text=text,
    )
    return h("li", icon("may", cls="is-may"), h("div", h("p", one.text, id=id), h("p", copy, cls="needs-script")))


def _refused(one: Statement, context: PageContext) -> Node:
    why = h("p", context.t("statements.why", why=one.why), cls="soft")
    return h("li", icon("may-not", cls="is-may-not"), h("div", h("p", h("q", one.text)), why))


def _take(kind: TypeRow, context: PageContext) -> list[Node]:
    """Return links to what a reader can take along on this approach, and on paper where the rest is."""
    factsheet = context.cleared(types=(kind.id,)).address(context.t("path.brief"))
    on_paper = h("p", context.t("type.paper", factsheet=absolute_url(factsheet)), cls="paper")
    links = h(
        "div",
        h("h2", context.t("type.take")),
        h("a", context.t("type.factsheet"), href=factsheet, cls="button"),
        h("a", context.t("type.compare"), href=context.link("compare", types=(kind.id,)), cls="button plain"),
        h("a", context.t("head_to_head.link"), href=context.link("head_to_head", first=kind.id), cls="button plain"),
        h("a", context.t("menu.starting"), href=context.link("starting", types=(kind.id,)), cls="button plain"),
        cls="take",
    )
    return [links, on_paper]
