-- which p values elsewhere are above 1, or do not say whether the test has one side or two
-- columns: file, line, problem, value, expected
select
    'elsewhere_effects.csv' as file,
    line,
    if(p_value > 1, 'p_value is above 1', 'p_value and p_sided do not go together') as problem,
    coalesce(format('{:g}', p_value), p_sided) as value,
    'a p value from 0 to 1 with p_sided, or neither' as expected
from elsewhere_effects
where p_value > 1 or (p_value is null) != (p_sided is null)
order by line;
