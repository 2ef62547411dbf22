-- What are all the results: pairs of numbers, findings without a number, and numbers on their own?
-- kind: pair, finding or number.
-- `counts` is true for what may carry a cell of the evidence map: measured, preferred, and about an approach.
-- A claim never counts, nor how the comparison arm itself did, nor the size of a scheme at a moment, nor an interim result.
-- A result of all participants together (`about`), control group included, counts but carries no word.
create or replace macro compute_results(as_of) as table (
    with
    single as (
        select o.*, a.type_id, c.role as comparator_role
        from live('observations', as_of) as o
        left join live('arms', as_of) as a on a.id = o.arm_id
        left join live('arms', as_of) as c on c.id = o.comparator_arm_id
        where coalesce(a.role, 'treatment') = 'treatment'
            and o.id not in (select treated_id from pairs(as_of))
    )
    select
        treated_id as id, 'pair' as kind, experiment_id, theme, indicator_id, arm_id, type_id, comparison_arm_id,
        'treatment_arm' as about, if(comparable, comparison, 'not_comparable') as comparison, level, verdict,
        true as sized, false as tested, 'not_stated' as test, 'measured' as basis, preferred as counts, preferred, start, "end", source_id,
        may_be_chance
    from pairs(as_of)
    union all by name
    select
        f.id, 'finding' as kind, f.experiment_id, i.theme, f.indicator_id, f.arm_id, a.type_id,
        f.comparator_arm_id as comparison_arm_id, f.about, f.comparison,
        comparison_level(f.comparison, f.adjusted, true) as level,
        case
            when f.direction = 'no_difference' then 'same'
            when f.direction in ('mixed', 'unclear') then f.direction
            when i.better not in ('up', 'down') then 'neutral'
            when (f.direction = 'higher') = (i.better = 'up') then 'favourable'
            else 'unfavourable'
        end as verdict,
        false as sized, f.test = 'significant' as tested, f.test, f.basis,
        f.preferred and f.stage is null and f.basis = 'measured'
            and f.about in ('treatment_arm', 'all_treatments', 'all_participants') as counts,
        f.preferred, f.start, f."end", f.source_id, coalesce(f.several_cities, false) as several_cities,
        coalesce(f.partly, false) as partly
    from live('findings', as_of) as f
    join live('indicators', as_of) as i on i.id = f.indicator_id
    left join live('arms', as_of) as a on a.id = f.arm_id
    union all by name
    select
        s.id, 'number' as kind, s.experiment_id, i.theme, s.indicator_id, s.arm_id, s.type_id,
        s.comparator_arm_id as comparison_arm_id,
        if(s.arm_id is null and s.comparator_arm_id is null, 'all_participants', 'treatment_arm') as about,
        coalesce(s.comparator_role, 'none') as comparison,
        comparison_level(s.comparator_role, s.adjusted, s.groups_comparable) as level,
        'neutral' as verdict, true as sized, false as tested, 'not_stated' as test, 'measured' as basis,
        s.preferred and s.stage is null and not (s.timing = 'moment' and i.better = 'none') as counts,
        s.preferred, s.start, s."end", s.source_id
    from single as s
    join live('indicators', as_of) as i on i.id = s.indicator_id
);
