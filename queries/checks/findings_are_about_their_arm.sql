-- which findings say to be about another kind of group than their arm
-- columns: file, line, problem, value, expected
with named as (
    select
        findings.line,
        findings.about,
        findings.arm_id,
        case
            when findings.arm_id is null then 'none'
            when arms.role = 'treatment' then 'treatment_arm'
            else 'comparison_arm'
        end as found,
        if(findings.about in ('treatment_arm', 'comparison_arm'), findings.about, 'none') as wanted
    from findings
    left join arms
        on findings.arm_id = arms.id
        and lives_with(findings.added, findings.withdrawn, arms.added, arms.withdrawn)
)

select distinct
    'findings.csv' as file,
    line,
    'about is ' || about || ' but arm_id is ' || if(found = 'none', 'empty', 'a ' || found) as problem,
    coalesce(arm_id, '') as value,
    if(wanted = 'none', 'no arm_id', 'a ' || wanted) as expected
from named
where found != wanted
order by line, problem;
