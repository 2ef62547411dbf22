-- which sources does no row cite
-- columns: file, line, problem, value, expected
with citations as (
    select source_id, added, withdrawn
    from query_table(
        [
            'experiments', 'observations', 'findings', 'design_facts', 'events', 'context', 'lessons', 'elsewhere_trials',
            'elsewhere_reviews', 'elsewhere_effects', 'elsewhere_findings'
        ],
        true
    )
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
