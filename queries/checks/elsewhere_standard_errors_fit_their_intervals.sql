-- which standard errors elsewhere disagree with the 95% interval of the same row, beyond the rounding of both
-- columns: file, line, problem, value, expected
with printed as (
    select
        line,
        se,
        (high - low) / 2 as half,
        -- a printed bound is exact to half its last decimal, and a standard error counts 1.96 times
        0.5 * pow(10, -least(decimals(low), decimals(high))) + 1.96 * 0.5 * pow(10, -decimals(se)) as rounding
    from elsewhere_effects
    where se is not null and low is not null and interval_level = 95
)

select
    'elsewhere_effects.csv' as file,
    line,
    'se and the interval disagree' as problem,
    format('{:g}', se) as value,
    'about ' || format('{:.4g}', half / 1.96) || ', from half the width of the interval' as expected
from printed
where abs(half - 1.96 * se) > rounding + 1e-9
order by line;
