-- which facts about the design have a number without a unit, or a unit without a number
-- columns: file, line, problem, value, expected
select
    'design_facts.csv' as file,
    line,
    if(value is null, 'unit is filled but value is empty', 'value is filled but unit is empty') as problem,
    coalesce(format('{:g}', value), unit) as value,
    'both value and unit, or neither' as expected
from design_facts
where (value is null) != (unit is null)
order by line;
