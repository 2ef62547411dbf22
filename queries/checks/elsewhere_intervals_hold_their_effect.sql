-- which intervals elsewhere have one bound only, no level, or do not hold their effect
-- columns: file, line, problem, value, expected
with intervals as (
    select line, 'value' as cell, low, value, high, (low is null) = (interval_level is null) as has_level
    from elsewhere_effects
    union all
    select line, 'axis_value' as cell, axis_low as low, axis_value as value, axis_high as high, true as has_level
    from elsewhere_effects
)

select
    'elsewhere_effects.csv' as file,
    line,
    case
        when (low is null) != (high is null) then 'an interval with one bound'
        when not has_level then 'interval_level does not go with the interval'
        else cell || ' lies outside its interval'
    end as problem,
    concat_ws(', ', 'low ' || format('{:g}', low), 'value ' || format('{:g}', value), 'high ' || format('{:g}', high)) as value,
    'low <= value <= high with a level, or no interval' as expected
from intervals
where (low is null) != (high is null) or not has_level or low > value or value > high
order by line, problem;
