-- Which made-up numbers are there? One of each arm for each indicator, year and group.
-- columns: those of observations
insert into observations
select o.* replace (
    a.id || '_' || r.n || '_' || y || '_' || g as id, a.experiment_id as experiment_id, a.id as arm_id, 'made_up_' || r.n as indicator_id,
    null as subgroup_nl, null as subgroup_en, 'Groep ' || g as base_nl, 'Group ' || g as base_en, 'cohort' as timing, (2006 + y)::varchar as start, null as "end",
    ((r.n * 31 + y * 17 + g * 7 + a.position * 13 + length(a.id)) % 1000) / 10.0 as value
)
from (select * from observations where comparator_arm_id is null and preferred order by id limit 1) as o,
    (select * from arms where id like 'made_up%') as a, range($indicators) as r(n), range($years) as s(y), range($groups) as q(g);
