"""The queries: one function for each file in queries/, with the same name, that gives typed rows in one language.

A function takes the context of a request: its language and its data version. Tables whose columns are known only at run
time come as `RawRow`, a mapping with a column for each language.
"""

import datetime as dt

from dashboard.db.rows import places as place_rows
from dashboard.db.rows import provenance, results, statistics, subjects
from dashboard.db.sql import RawRow, raw, scoped, typed
from dashboard.models.context import Context
from dashboard.models.scope import Scope


def version() -> provenance.VersionRow:
    """The stamp of the database."""
    return typed(provenance.VersionRow, "version", Context(lang=""))[0]


def row_counts() -> dict[str, int]:
    """The number of rows of each table, rows that no longer hold included."""
    return {row["name"]: row["rows"] for row in raw("row_counts")}


def releases() -> tuple[dt.date, ...]:
    """The dates on which the data changed, the first one first."""
    return tuple(row["released"] for row in raw("releases"))


def type_order() -> tuple[str, ...]:
    """The id of every type that was ever tried, in the order in which they came; a later type never changes a place."""
    return tuple(row["id"] for row in raw("type_order"))


def themes(context: Context) -> tuple[subjects.ThemeRow, ...]:
    """The themes, in their order."""
    return typed(subjects.ThemeRow, "themes", context)


def municipalities(context: Context) -> tuple[subjects.MunicipalityRow, ...]:
    """The municipalities, in their order."""
    return typed(subjects.MunicipalityRow, "municipalities", context)


def types(context: Context) -> tuple[subjects.TypeRow, ...]:
    """The types that were tried, in their order."""
    return typed(subjects.TypeRow, "types", context)


def experiment_types(context: Context) -> tuple[subjects.ExperimentTypeRow, ...]:
    """All types, those of comparison groups too."""
    return typed(subjects.ExperimentTypeRow, "experiment_types", context)


def indicators(context: Context) -> tuple[subjects.IndicatorRow, ...]:
    """What experiments measured."""
    return typed(subjects.IndicatorRow, "indicators", context)


def context_indicators(context: Context) -> tuple[subjects.IndicatorRow, ...]:
    """What official statistics count."""
    return typed(subjects.IndicatorRow, "context_indicators", context)


def experiments(context: Context) -> tuple[subjects.ExperimentRow, ...]:
    """The experiments, by municipality and start."""
    return typed(subjects.ExperimentRow, "experiments", context)


def arms(context: Context) -> tuple[subjects.ArmRow, ...]:
    """The groups of each experiment."""
    return typed(subjects.ArmRow, "arms", context)


def questions(context: Context) -> tuple[subjects.QuestionRow, ...]:
    """The questions that a councillor could ask."""
    return typed(subjects.QuestionRow, "questions", context)


def places(context: Context) -> tuple[place_rows.PlaceRow, ...]:
    """The Dutch municipalities of today, by name."""
    return typed(place_rows.PlaceRow, "places", context)


def former_names(context: Context) -> tuple[place_rows.FormerNameRow, ...]:
    """The municipalities that ceased to exist, by name."""
    return typed(place_rows.FormerNameRow, "former_names", context)


def place_figures(context: Context) -> tuple[place_rows.PlaceFigureRow, ...]:
    """The official figures that there are of all places, in their order."""
    return typed(place_rows.PlaceFigureRow, "place_figures", context)


def place_values(context: Context) -> tuple[place_rows.PlaceValueRow, ...]:
    """The official figures of each place; one query for all, because it is made of the whole table."""
    return typed(place_rows.PlaceValueRow, "place_values", context)


def likeness(context: Context) -> tuple[place_rows.LikenessRow, ...]:
    """The figures on which each place is compared with each municipality with experiments, the one most alike first."""
    return typed(place_rows.LikenessRow, "likeness", context)


def lessons(scope: Scope, context: Context) -> tuple[subjects.LessonRow, ...]:
    """Lessons for those who start themselves, on some types or from some municipalities, in their order."""
    return scoped(subjects.LessonRow, "lessons", scope, context)


def checklist(context: Context) -> tuple[subjects.ChecklistRow, ...]:
    """What a municipality settles before it starts, in order."""
    return typed(subjects.ChecklistRow, "checklist", context)


def terms(context: Context) -> tuple[subjects.TermRow, ...]:
    """The terms that are explained."""
    return typed(subjects.TermRow, "terms", context)


def events(scope: Scope, context: Context) -> tuple[subjects.EventRow, ...]:
    """What happened in one experiment or in all, and nationally, by date."""
    return scoped(subjects.EventRow, "events", scope, context)


def design_facts(scope: Scope, context: Context) -> tuple[subjects.DesignFactRow, ...]:
    """How an experiment was set up."""
    return scoped(subjects.DesignFactRow, "design_facts", scope, context)


def costs(scope: Scope, context: Context) -> tuple[subjects.CostRow, ...]:
    """What trials cost or set aside, by trial and by status."""
    return scoped(subjects.CostRow, "costs", scope, context)


def pairs(scope: Scope, context: Context) -> tuple[results.PairRow, ...]:
    """Numbers beside their comparison arm.

    Of more rows than `scope.most`, those of whole groups: a chart with some of its rows would mislead.
    """
    rows = scoped(results.PairRow, "pairs", scope, context)
    return rows if len(rows) <= scope.most else tuple(row for row in rows if row.group_key != rows[-1].group_key)


def findings(scope: Scope, context: Context) -> tuple[results.FindingRow, ...]:
    """Results without a usable number, claims and superseded ones included (see basis, preferred, counts)."""
    return scoped(results.FindingRow, "findings", scope, context)[: scope.most]


def numbers(scope: Scope, context: Context) -> tuple[results.NumberRow, ...]:
    """Numbers without a place beside a comparison arm, with the reason."""
    return scoped(results.NumberRow, "numbers", scope, context)[: scope.most]


def is_cut(scope: Scope, context: Context) -> bool:
    """Whether there are more pairs, findings or numbers than `scope.most`, so that some of them are left out."""
    kinds = ((results.PairRow, "pairs"), (results.FindingRow, "findings"), (results.NumberRow, "numbers"))
    return any(len(scoped(row, name, scope, context)) > scope.most for row, name in kinds)


def gaps(scope: Scope, context: Context) -> tuple[results.GapRow, ...]:
    """Themes on which an experiment has no result, or no size of its main outcome, with the reason."""
    return scoped(results.GapRow, "gaps", scope, context)


def subgroups(context: Context) -> tuple[results.SubgroupRow, ...]:
    """The groups of people of whom there are numbers, the whole group first."""
    return typed(results.SubgroupRow, "subgroups", context)


def not_reported(scope: Scope, context: Context) -> tuple[results.NotReportedRow, ...]:
    """The trials without a result for the subgroups and moments of a scope; none for a scope without these."""
    return scoped(results.NotReportedRow, "not_reported", scope, context)


def evidence(context: Context) -> tuple[results.CellRow, ...]:
    """The cells of the evidence map."""
    return typed(results.CellRow, "evidence", context)


def national_evidence(context: Context) -> tuple[results.CellRow, ...]:
    """The cells of studies of several municipalities together, in the order of the themes."""
    return typed(results.CellRow, "national_evidence", context)


def levels(context: Context) -> tuple[results.LevelRow, ...]:
    """How many results count at each level of evidence."""
    return typed(results.LevelRow, "levels", context)


def context(scope: Scope, context: Context) -> tuple[statistics.StatisticRow, ...]:
    """Official figures of each place by year."""
    return scoped(statistics.StatisticRow, "context", scope, context)


def context_latest(context: Context, *, municipality: str) -> tuple[statistics.LatestStatisticRow, ...]:
    """The newest official figure of a municipality on each subject, with that of the country in the same year."""
    return typed(statistics.LatestStatisticRow, "context_latest", context, municipality=municipality)


def sources(context: Context) -> tuple[provenance.SourceRow, ...]:
    """The sources, by publisher."""
    return typed(provenance.SourceRow, "sources", context)


def conflicts(context: Context) -> tuple[provenance.ConflictRow, ...]:
    """Where sources contradict each other."""
    return typed(provenance.ConflictRow, "conflicts", context)


def left_out(context: Context) -> tuple[provenance.LeftOutRow, ...]:
    """What was read and not taken into the tables."""
    return typed(provenance.LeftOutRow, "left_out", context)


def citations(context: Context, *, each: int) -> tuple[provenance.CitationRow, ...]:
    """Facts that are no results, with their source: at most `each` of a source and a kind (and, of figures, indicator)."""
    return typed(provenance.CitationRow, "citations", context, each=each)


def cited(context: Context) -> tuple[provenance.CitedRow, ...]:
    """How many facts rest on each source, by their kind."""
    return typed(provenance.CitedRow, "cited", context)


def cited_pairs(context: Context, *, each: int, most: int) -> tuple[results.CitedPairRow, ...]:
    """Preferred pairs in the order of `pairs`: of each source at most `each`, of all at most `most`."""
    return typed(results.CitedPairRow, "cited_pairs", context, each=each, most=most)


def cited_numbers(context: Context, *, each: int, most: int) -> tuple[results.CitedNumberRow, ...]:
    """Numbers without a place beside a comparison arm: of each source at most `each`, of all at most `most`."""
    return typed(results.CitedNumberRow, "cited_numbers", context, each=each, most=most)


def cited_findings(context: Context, *, each: int, most: int) -> tuple[results.CitedFindingRow, ...]:
    """Results without a usable number, and claims: of each source at most `each` of either, of all at most `most`."""
    return typed(results.CitedFindingRow, "cited_findings", context, each=each, most=most)


def facts_held(context: Context) -> provenance.CountsRow:
    """How many facts the dashboard rests on."""
    return typed(provenance.CountsRow, "facts_held", context)[0]


def changes(context: Context) -> tuple[provenance.ChangeRow, ...]:
    """What came, was corrected and was withdrawn after the first data version, newest first; of all versions."""
    return typed(provenance.ChangeRow, "changes", context)


def raw_changes() -> tuple[RawRow, ...]:
    """The same changes with a column for each language."""
    return raw("changes")


def changes_since(context: Context) -> tuple[provenance.ChangeSinceRow, ...]:
    """Facts that are other now than on the date of the context."""
    return typed(provenance.ChangeSinceRow, "changes_since", context)


def table(*, table: str, as_of: dt.date) -> tuple[RawRow, ...]:
    """All columns of a table of data/schema.toml, in the order of its file; those of the curator too."""
    return raw("table", table=table, as_of=as_of)


def rows_held(*, table: str, as_of: dt.date) -> int:
    """The number of rows of a table of data/schema.toml that hold."""
    return int(raw("rows_held", table=table, as_of=as_of)[0]["rows"])
