-- which figures of places cannot be right, have no description, or are missing for most places
-- columns: file, line, problem, value, expected
with described as (
    select v.place_id, v.line, v.figure_id || ' in ' || v.year || ' = ' || v.value as found, v.value, f.unit
    from place_values as v
    left join place_figures as f on f.id = v.figure_id and f.year = v.year and lives_with(v.added, v.withdrawn, f.added, f.withdrawn)
),
totals as (
    select f.line, f.id || ' in ' || f.year as figure, f.unit, f.netherlands_value as country, count(v.value) as known, sum(v.value) as total
    from place_figures as f
    left join place_values as v on v.figure_id = f.id and v.year = f.year and v.withdrawn is null
    where f.withdrawn is null
    group by all
)
select
    'place_values.csv' as file,
    line,
    if(unit is null, 'a figure without a row in place_figures.csv', 'a figure out of bounds') as problem,
    found as value,
    case unit
        when 'percent' then 'a share from 0 to 100'
        when 'per_1000' then 'a share from 0 to 1000'
        when 'class' then 'a class from 1 to 5'
        else 'a row in place_figures.csv with this id and year'
    end as expected
from described
where unit is null
    or value > case unit when 'percent' then 100 when 'per_1000' then 1000 when 'class' then 5 else 1e9 end
    or (unit = 'class' and value < 1)
union all
select
    'place_figures.csv' as file,
    line,
    'a figure that most places do not have' as problem,
    figure || ': ' || known || ' places' as value,
    'a row in place_values.csv for nine in ten places' as expected
from totals
where known < 0.9 * (select count(*) from places where withdrawn is null)
union all
select
    'place_figures.csv' as file,
    line,
    'a figure whose places do not add up to the country' as problem,
    figure || ': ' || total as value,
    country || ', or at most 1 percent more or less' as expected
from totals
where unit = 'persons' and abs(total - country) > 0.01 * country
order by file, line;
