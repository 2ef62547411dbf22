-- which periods end before they start
-- columns: file, line, problem, value, expected
with periods as (
    select 'experiments.csv' as file, line, start, "end" as finish from experiments
    union all
    select 'observations.csv' as file, line, start, "end" as finish from observations
    union all
    select 'findings.csv' as file, line, start, "end" as finish from findings
    union all
    select 'elsewhere_trials.csv' as file, line, start, "end" as finish from elsewhere_trials
),

-- dates are as exact as the source: they are compared up to the shorter of the two, so 2018 to 2018-02 is in order
compared as (
    select *, least(length(start), length(finish)) as exactness
    from periods
)

select
    file,
    line,
    'end is before start' as problem,
    start || ' to ' || finish as value,
    'an end on or after the start' as expected
from compared
where left(finish, exactness) < left(start, exactness)
order by file, line;
