-- which rows use an indicator of the other scope: results of experiments and official statistics stay apart
-- columns: file, line, problem, value, expected
with used as (
    select 'observations.csv' as file, line, indicator_id, 'experiment' as scope, added, withdrawn from observations
    union all
    select 'findings.csv' as file, line, indicator_id, 'experiment' as scope, added, withdrawn from findings
    union all
    select 'context.csv' as file, line, indicator_id, 'context' as scope, added, withdrawn from context
)

select distinct
    used.file,
    used.line,
    'the scope of the indicator is ' || indicators.scope as problem,
    used.indicator_id as value,
    'an indicator with scope ' || used.scope as expected
from used
inner join indicators
    on used.indicator_id = indicators.id
    and lives_with(used.added, used.withdrawn, indicators.added, indicators.withdrawn)
where indicators.scope != used.scope
order by used.file, used.line;
