-- which findings say another kind of comparison than the group they compare with
-- columns: file, line, problem, value, expected
with compared as (
    select
        findings.line,
        findings.about,
        findings.comparison,
        findings.comparator_arm_id,
        arms.role,
        findings.comparison in ('randomised_control', 'matched_comparison', 'non_participants') as with_a_group
    from findings
    left join arms
        on findings.comparator_arm_id = arms.id
        and lives_with(findings.added, findings.withdrawn, arms.added, arms.withdrawn)
)

select distinct
    'findings.csv' as file,
    line,
    case
        when comparator_arm_id is null then 'comparison is ' || comparison || ' but comparator_arm_id is empty'
        when with_a_group then 'comparison is ' || comparison || ' but the role of comparator_arm_id is ' || role
        else 'comparison is ' || comparison || ' but comparator_arm_id is filled'
    end as problem,
    coalesce(comparator_arm_id, '') as value,
    case
        when with_a_group then 'an arm whose role is ' || comparison
        else 'no comparator_arm_id, or the comparison that its role names'
    end as expected
from compared
where
    role != comparison
    -- control groups of several municipalities together are not an arm of one experiment
    or (with_a_group and comparator_arm_id is null and about != 'several_municipalities')
order by line, problem;
