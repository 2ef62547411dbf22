-- which findings are about several municipalities and still about one experiment, or about neither
-- columns: file, line, problem, value, expected
select
    'findings.csv' as file,
    line,
    case
        when experiment_id is null then 'experiment_id is empty but about is ' || about
        else 'about is several_municipalities but experiment_id is filled'
    end as problem,
    coalesce(experiment_id, '') as value,
    'no experiment_id when about = several_municipalities, and one otherwise' as expected
from findings
where (about = 'several_municipalities') = (experiment_id is not null)
order by line;
