-- which claims would be shown as results
-- columns: file, line, problem, value, expected
select
    'findings.csv' as file,
    line,
    'a claim is preferred' as problem,
    id as value,
    'preferred = false when basis = claim' as expected
from findings
where basis = 'claim' and preferred
order by line;
