-- which percentages lie outside 0 to 100
-- columns: file, line, problem, value, expected
with numbers as (
    select 'observations.csv' as file, line, indicator_id, added, withdrawn, unnest([value, low, high]) as number
    from observations
    union all
    select 'context.csv' as file, line, indicator_id, added, withdrawn, value as number
    from context
)

select distinct
    numbers.file,
    numbers.line,
    'a percentage is outside 0 to 100' as problem,
    format('{:g}', numbers.number) as value,
    '0 to 100, because the unit of ' || numbers.indicator_id || ' is percent' as expected
from numbers
inner join indicators
    on numbers.indicator_id = indicators.id
    and lives_with(numbers.added, numbers.withdrawn, indicators.added, indicators.withdrawn)
where indicators.unit = 'percent' and (numbers.number < 0 or numbers.number > 100)
order by numbers.file, numbers.line, value;
