-- Which numbers without a place beside a comparison arm are shown, and why they have none?
-- reason: interim (before the trial ended), superseded (another row of this outcome leads), doubtful (none leads), only_a_difference or
-- only_a_ratio (no two shares), series (a count at several moments), all_groups (approaches and comparison arm together),
-- suppressed (it, or the number it would stand beside, is about few people), no_comparison (a number of one arm alone).
create or replace macro compute_shown_numbers(as_of) as table (
    with
    alone as (
        select
            o.*, e.municipality_id, m.name as municipality, m.position as municipality_position, e.short_nl, e.short_en,
            i.theme, i.label_nl as indicator_nl, i.label_en as indicator_en, i.definition_nl, i.definition_en, i.caution_nl, i.caution_en,
            i.unit, i.better,
            if(o.stage is null or regexp_matches(o.as_published, '[0-9][.,][0-9]'), i.decimals, 0) as decimals,
            coalesce(a.role, 'treatment') <> 'treatment' as is_comparison_arm, a.position as arm_position,
            a.type_id, a.label_nl as arm_nl, a.label_en as arm_en, c.role as comparison, r.level,
            first_day(o."end") as day, subgroup_id(o.subgroup_en) as subgroup_id, moment_of(o."end", e."end") as moment,
            if(a.type_id is not null, [a.type_id], (
                select list(t.type_id) from live('arms', as_of) as t where t.experiment_id = o.experiment_id and t.role = 'treatment'
            )) as type_ids,
            bool_or(o.value is null) over (
                partition by o.experiment_id, o.indicator_id, o.subgroup_en, o.base_en, o.start, o."end", o.timing, o.source_id
            ) as beside_suppressed,
            count(*) filter (o.preferred and o.value is not null and o.timing = 'moment' and o."end" is not null)
                over (partition by o.experiment_id, o.arm_id, o.indicator_id, o.subgroup_en, o.base_en) as moments,
            bool_or(o.preferred) over (partition by o.experiment_id, o.indicator_id) as has_leader
        from live('observations', as_of) as o
        join live('experiments', as_of) as e on e.id = o.experiment_id
        join live('municipalities', as_of) as m on m.id = e.municipality_id
        join live('indicators', as_of) as i on i.id = o.indicator_id
        left join live('arms', as_of) as a on a.id = o.arm_id
        left join live('arms', as_of) as c on c.id = o.comparator_arm_id
        left join results(as_of) as r on r.id = o.id and r.kind = 'number'
        where o.id not in (select treated_id from pairs(as_of) where preferred union select comparison_id from pairs(as_of) where preferred)
    )
    select
        id,
        case
            when stage is not null then 'interim'
            when not preferred then if(has_leader, 'superseded', 'doubtful')
            when beside_suppressed then 'suppressed'
            when unit = 'percentage_points' then 'only_a_difference'
            when unit = 'ratio' then 'only_a_ratio'
            when timing = 'moment' and moments > 1 and "end" is not null then 'series'
            when arm_id is null then 'all_groups'
            else 'no_comparison'
        end as reason,
        experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl, indicator_en,
        definition_nl, definition_en, caution_nl, caution_en, unit, decimals, better, arm_id, type_id, arm_nl, arm_en, comparison, level,
        timing, day, start, "end", value, qualifier, low, high, n, subgroup_nl, subgroup_en, base_nl, base_en, preferred,
        source_id, locator_nl, locator_en, note_nl, note_en, type_ids, subgroup_id, moment,
        row_number() over (order by municipality_position, experiment_id, indicator_id, day, start, is_comparison_arm, arm_position, id) as place
    from alone
);
