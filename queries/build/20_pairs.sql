-- Which numbers stand beside a number of their comparison arm, and which pairs may share one axis?
-- One axis asks for the same indicator (and so the same unit), the same population and the same kind of comparison.
-- A number that was suppressed, because it is about few people, stands beside none.
-- A group is named after its row that was published first, so that its name survives other words for the population.
-- Where the source does not say of whom a figure is a share, it can equal no other experiment's figure.
create or replace macro compute_pairs(as_of) as table (
    with
    sides as (
        select o.*, a.role, a.type_id
        from live('observations', as_of) as o
        join live('arms', as_of) as a on a.id = o.arm_id
        where o.comparator_arm_id is null
    ),
    first_added as (
        select id, min(added) as first_added
        from observations
        group by id
    ),
    matched as (
        select
            t.indicator_id, t.experiment_id, t.id as treated_id, c.id as comparison_id,
            t.arm_id, c.arm_id as comparison_arm_id, t.type_id, c.role as comparison,
            t.groups_comparable and c.groups_comparable as comparable,
            comparison_level(c.role, t.adjusted and c.adjusted, t.groups_comparable and c.groups_comparable) as level,
            t.base_nl as population_nl, t.base_en as population_en, t.subgroup_nl, t.subgroup_en, t.start, t."end",
            t.value as treated, c.value as comparison_value, t.value - c.value as difference,
            t.low, t.high, c.low as comparison_low, c.high as comparison_high, t.n, c.n as comparison_n,
            t.qualifier, c.qualifier as comparison_qualifier, t.preferred and c.preferred as preferred,
            t.source_id, t.locator_nl, t.locator_en, t.note_nl, t.note_en, t.timing, f.first_added
        from sides as t
        join first_added as f on f.id = t.id
        join sides as c
            on c.experiment_id = t.experiment_id
            and c.indicator_id = t.indicator_id
            and c.subgroup_en is not distinct from t.subgroup_en
            and c.base_en is not distinct from t.base_en
            and c.start is not distinct from t.start
            and c."end" is not distinct from t."end"
            and c.timing = t.timing
            and c.source_id = t.source_id
        where t.role = 'treatment' and c.role <> 'treatment' and t.value is not null and c.value is not null
    )
    select
        m.indicator_id || '.' || m.comparison || '.' || first_value(m.treated_id) over same_axis
            || if(m.comparable, '', '.not_comparable') as group_key,
        i.theme, i.unit, i.decimals, i.better,
        case
            when i.better not in ('up', 'down') then 'neutral'
            when m.difference = 0 then 'same'
            when (m.difference > 0) = (i.better = 'up') then 'favourable'
            else 'unfavourable'
        end as verdict,
        may_be_chance(m.treated, m.low, m.high, m.comparison_value, m.comparison_low, m.comparison_high) as may_be_chance,
        m.* exclude (first_added)
    from matched as m
    join live('indicators', as_of) as i on i.id = m.indicator_id
    window same_axis as (
        partition by m.indicator_id, m.comparison, m.comparable, m.timing, coalesce(m.population_en, m.experiment_id)
        order by m.first_added, m.treated_id
    )
);
