-- which effects have values on the axis that do not follow from what was published by their formula
-- columns: file, line, problem, value, expected
with published as (
    select
        line, flipped, derived, low, se, axis_low, axis_value, axis_high,
        coalesce(formula, '') as formula,
        unnest([coalesce(low, value - 1.96 * se), value, coalesce(high, value + 1.96 * se)]) as x,
        unnest(if(flipped, [axis_high, axis_value, axis_low], [axis_low, axis_value, axis_high])) as found,
        unnest(if(flipped, ['axis_high', 'axis_value', 'axis_low'], ['axis_low', 'axis_value', 'axis_high'])) as cell
    from elsewhere_effects
),

steps as (
    select
        *,
        if(contains(formula, 'exp(x)'), (exp(x) - 1) * 100, x)
        * coalesce(try_cast(regexp_extract(formula, 'axis = x \* ([0-9.]+)', 1) as double), 1)
        / coalesce(try_cast(regexp_extract(formula, 'axis = x / ([0-9.]+)', 1) as double), 1)
        * if(flipped, -1, 1) as wanted
    from published
),

-- an interval that is ours, or a sign that is turned round, is said in the formula
unsaid as (
    select distinct
        line,
        if(derived, 'derived does not go with the formula', 'flipped does not go with the formula') as problem,
        formula as value,
        'derived = true with 1.96 x se in the formula, when only a standard error was published; '
        || 'flipped = true with sign turned round in it' as expected
    from published
    where
        derived != (low is null and axis_low is not null)
        or derived != contains(formula, '1.96 x se')
        or flipped != contains(formula, 'sign turned round')
)

select 'elsewhere_effects.csv' as file, line, problem, value, expected
from unsaid
union all
select
    'elsewhere_effects.csv' as file,
    line,
    cell || ' does not follow from the published effect' as problem,
    coalesce(format('{:g}', found), 'empty') as value,
    coalesce(format('{:.4g}', wanted), 'empty') as expected
from steps
where (wanted is null) != (found is null) or abs(wanted - found) > 0.002 + abs(wanted) * 0.0005
order by line, problem;
