"""The queries: one for each file in queries/, with the same name, that gives typed rows in one language.

A query takes the context of a request: its language and its data version; a scoped query also takes a scope. Tables whose
columns are known only at run time come as `RawRow`, a mapping with a column for each language.
"""

import datetime as dt

from dashboard.db.rows import elsewhere, provenance, results, statistics, subjects
from dashboard.db.rows import evidence as evidence_rows
from dashboard.db.rows import places as place_rows
from dashboard.db.sql import Cut, LimitedQuery, Query, RawRow, ScopedQuery, SingleQuery, raw

themes = Query(subjects.ThemeRow, "themes")
municipalities = Query(subjects.MunicipalityRow, "municipalities")
# The types that were tried; and all types, those of comparison groups too.
types = Query(subjects.TypeRow, "types")
experiment_types = Query(subjects.ExperimentTypeRow, "experiment_types")
# What experiments measured, and what official statistics count.
indicators = Query(subjects.IndicatorRow, "indicators")
context_indicators = Query(subjects.IndicatorRow, "context_indicators")
# By municipality and start.
experiments = Query(subjects.ExperimentRow, "experiments")
arms = Query(subjects.ArmRow, "arms")
design_facts = ScopedQuery(subjects.DesignFactRow, "design_facts")
# What trials cost or set aside, by trial and by status.
costs = ScopedQuery(subjects.CostRow, "costs")
# What happened in one experiment or in all, and nationally, by date.
events = ScopedQuery(subjects.EventRow, "events")
questions = Query(subjects.QuestionRow, "questions")
# The Dutch municipalities of today, and those that ceased to exist, by name.
places = Query(place_rows.PlaceRow, "places")
like_size = ScopedQuery(place_rows.PlaceRow, "like_size")
former_names = Query(place_rows.FormerNameRow, "former_names")
# The official figures that there are of all places; those of one place and of those with experiments.
place_figures = Query(place_rows.PlaceFigureRow, "place_figures")
place_values = ScopedQuery(place_rows.PlaceValueRow, "place_values")
# The figures on which a place is compared with each municipality with experiments, the one most alike first.
likeness = ScopedQuery(place_rows.LikenessRow, "likeness")
# Lessons for those who start themselves, on some types or from some municipalities.
lessons = ScopedQuery(subjects.LessonRow, "lessons")
# What a municipality settles before it starts, in order.
checklist = Query(subjects.ChecklistRow, "checklist")
terms = Query(subjects.TermRow, "terms")

# Earlier keys of the groups of pairs.
former_chart_keys = Query(results.FormerKeyRow, "former_chart_keys")
# Themes on which an experiment has no result, or no size of its main outcome, with the reason.
gaps = ScopedQuery(evidence_rows.GapRow, "gaps")
# The groups of people of whom there are numbers, the whole group first.
subgroups = Query(evidence_rows.SubgroupRow, "subgroups")
# The trials without a result for the subgroups and moments of a scope.
not_reported = ScopedQuery(evidence_rows.NotReportedRow, "not_reported")
# The cells of the evidence map.
evidence = Query(evidence_rows.CellRow, "evidence")
# The cells of studies of several municipalities together, in the order of the themes.
national_evidence = Query(evidence_rows.CellRow, "national_evidence")
# How many results count at each level of evidence.
levels = Query(evidence_rows.LevelRow, "levels")

# Official figures of each place by year; the newest of one `municipality`, with those of the country in the same year.
context = ScopedQuery(statistics.StatisticRow, "context")
context_latest = Query(statistics.LatestStatisticRow, "context_latest")

# By publisher.
sources = Query(provenance.SourceRow, "sources")
# Where in a PDF rows were read.
readings = Query(provenance.ReadingRow, "readings")
conflicts = Query(provenance.ConflictRow, "conflicts")
# The claims that go round, and the rows that each rests on.
claims = Query(provenance.ClaimRow, "claims")
claim_facts = Query(provenance.ClaimFactRow, "claim_facts")
left_out = Query(provenance.LeftOutRow, "left_out")
# How many facts rest on each source, by their kind.
cited = Query(provenance.CitedRow, "cited")
# Facts that are no results, with their source: at most `each` of a source and a kind (and, of figures, indicator).
citations = Query(provenance.CitationRow, "citations")
# The results that cite a source: of each source at most `each`, of all at most `most`.
cited_pairs = Query(results.CitedPairRow, "cited_pairs")
cited_numbers = Query(results.CitedNumberRow, "cited_numbers")
cited_findings = Query(results.CitedFindingRow, "cited_findings")
# What came, was corrected and was withdrawn after the first data version, newest first; of all versions.
changes = Query(provenance.ChangeRow, "changes")
# The municipalities, themes and types that each row of the tables is about; of all versions.
change_subjects = Query(provenance.ChangeSubjectRow, "change_subjects")
# Facts that are other now than on the date of the context.
changes_since = Query(provenance.ChangeSinceRow, "changes_since")

# Trials elsewhere. Families with several studies first, those that are not drawn last; effects and findings by approach; trials
# with results that are shown, the most comparable first.
elsewhere_families = Query(elsewhere.FamilyRow, "elsewhere_families")
elsewhere_effects = Query(elsewhere.EffectRow, "elsewhere_effects")
elsewhere_findings = Query(elsewhere.ElsewhereFindingRow, "elsewhere_findings")
elsewhere_trials = Query(elsewhere.ElsewhereTrialRow, "elsewhere_trials")
elsewhere_answers = Query(elsewhere.AnswerRow, "elsewhere_answers")
elsewhere_not_comparable = Query(elsewhere.NotComparableRow, "elsewhere_not_comparable")
elsewhere_left_out = Query(elsewhere.ElsewhereLeftOutRow, "elsewhere_left_out")


# The stamp of the database; how many facts the dashboard rests on.
version = SingleQuery(provenance.VersionRow, "version")
facts_held = SingleQuery(provenance.CountsRow, "facts_held")

# Numbers beside their comparison arm: a chart with some of its rows would mislead.
pairs = LimitedQuery(results.PairRow, "pairs", group="group_key")
# Results without a usable number, claims and superseded ones included (see basis, preferred, counts).
findings = LimitedQuery(results.FindingRow, "findings")
# Numbers without that of a comparison arm beside them, with the reason.
unpaired_numbers = LimitedQuery(results.NumberRow, "unpaired_numbers")
is_cut = Cut((pairs, findings, unpaired_numbers))


def row_counts() -> dict[str, int]:
    """The number of rows of each table, rows that no longer hold included."""
    return {row["name"]: row["rows"] for row in raw("row_counts")}


def releases() -> tuple[dt.date, ...]:
    """The dates on which the data changed, the first one first."""
    return tuple(row["released"] for row in raw("releases"))


def type_order() -> tuple[str, ...]:
    """The id of every type that was ever tried, in the order in which they came; a later type never changes a place."""
    return tuple(row["id"] for row in raw("type_order"))


def raw_changes() -> tuple[RawRow, ...]:
    """The rows of `changes` with a column for each language."""
    return raw("changes")


def table(*, table: str, as_of: dt.date) -> tuple[RawRow, ...]:
    """All columns of a table of data/schema.toml, in the order of its file; those of the curator too."""
    return raw("table", table=table, as_of=as_of)


def rows_held(*, table: str, as_of: dt.date) -> int:
    """The number of rows of a table of data/schema.toml that hold."""
    return int(raw("rows_held", table=table, as_of=as_of)[0]["rows"])
