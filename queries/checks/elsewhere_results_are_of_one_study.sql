-- which results elsewhere are of no study or of two, or call a trial a review
-- columns: file, line, problem, value, expected
with results as (
    select 'elsewhere_effects.csv' as file, line, id, trial_id, review_id, comparison_role as comparison from elsewhere_effects
    union all
    select 'elsewhere_findings.csv' as file, line, id, trial_id, review_id, comparison from elsewhere_findings
)

select
    file,
    line,
    case
        when (trial_id is null) = (review_id is null) then 'neither a trial nor a review, or both'
        else 'the comparison is ' || comparison
    end as problem,
    id as value,
    'a trial_id, or a review_id with the comparison review' as expected
from results
where (trial_id is null) = (review_id is null) or (comparison = 'review') != (review_id is not null)
order by file, line;
