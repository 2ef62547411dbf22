-- which intervals have one bound only, or do not hold the value
-- columns: file, line, problem, value, expected
select
    'observations.csv' as file,
    line,
    case
        when low is null then 'high is given without low'
        when high is null then 'low is given without high'
        when low > value then 'low is above the value'
        else 'high is below the value'
    end as problem,
    concat_ws(', ', 'low ' || format('{:g}', low), 'value ' || format('{:g}', value), 'high ' || format('{:g}', high))
        as value,
    'both low and high or neither, and low <= value <= high' as expected
from observations
where (low is null) != (high is null) or low > value or value > high
order by line;
