-- which parts of an effect are of another study than that effect
-- columns: file, line, problem, value, expected
select distinct
    'elsewhere_effects.csv' as file,
    part.line,
    'nested_in is an effect of another study' as problem,
    part.nested_in as value,
    'an effect of the same trial or review' as expected
from elsewhere_effects as part
inner join elsewhere_effects as whole
    on part.nested_in = whole.id and lives_with(part.added, part.withdrawn, whole.added, whole.withdrawn)
where coalesce(part.trial_id, part.review_id) != coalesce(whole.trial_id, whole.review_id)
order by part.line;
