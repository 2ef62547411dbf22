-- which results name a group or a comparison group of another experiment
-- columns: file, line, problem, value, expected
with results as (
    select 'observations.csv' as file, line, experiment_id, arm_id, comparator_arm_id, added, withdrawn
    from observations
    union all
    select 'findings.csv' as file, line, experiment_id, arm_id, comparator_arm_id, added, withdrawn
    from findings
),

named as (
    select file, line, experiment_id, 'arm_id' as cell, arm_id as arm, added, withdrawn from results
    union all
    select file, line, experiment_id, 'comparator_arm_id' as cell, comparator_arm_id as arm, added, withdrawn from results
)

select distinct
    named.file,
    named.line,
    named.cell || ' is an arm of ' || arms.experiment_id as problem,
    named.arm as value,
    'an arm of ' || coalesce(named.experiment_id, 'no experiment, because experiment_id is empty') as expected
from named
inner join arms on named.arm = arms.id and lives_with(named.added, named.withdrawn, arms.added, arms.withdrawn)
where arms.experiment_id is distinct from named.experiment_id
order by named.file, named.line, problem;
