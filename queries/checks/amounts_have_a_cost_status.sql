-- which amounts of kind cost or budget do not say whether they are planned or realised, and which other facts do
-- columns: file, line, problem, value, expected
select
    'design_facts.csv' as file,
    line,
    if(cost_status is null, 'an amount without cost_status', 'cost_status of a fact that is no amount') as problem,
    coalesce(cost_status, format('{:g}', value)) as value,
    'cost_status for each amount of kind cost or budget, and for nothing else' as expected
from design_facts
where (cost_status is not null) != (kind in ('cost', 'budget') and value is not null)
order by line;
