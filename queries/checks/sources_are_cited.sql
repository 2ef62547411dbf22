-- which sources does no row cite
-- columns: file, line, problem, value, expected
with citations as (
    select source_id, added, withdrawn from experiments
    union all
    select source_id, added, withdrawn from observations
    union all
    select source_id, added, withdrawn from findings
    union all
    select source_id, added, withdrawn from design_facts
    union all
    select source_id, added, withdrawn from events
    union all
    select source_id, added, withdrawn from context
    union all
    select source_id, added, withdrawn from lessons
    union all
    select source_id, added, withdrawn from elsewhere_trials
    union all
    select source_id, added, withdrawn from elsewhere_reviews
    union all
    select source_id, added, withdrawn from elsewhere_effects
    union all
    select source_id, added, withdrawn from elsewhere_findings
    union all
    -- a primary source that is known only through another one
    select reports_on as source_id, added, withdrawn from sources where reports_on != id
)

select
    'sources.csv' as file,
    sources.line,
    'no row cites this source' as problem,
    sources.id as value,
    'a row with this source_id, or no such source' as expected
from sources
anti join citations
    on sources.id = citations.source_id
    and lives_with(sources.added, sources.withdrawn, citations.added, citations.withdrawn)
order by sources.line;
