-- Which numbers beside a comparison arm are shown, with the words that go with them?
create or replace macro compute_shown_pairs(as_of) as table (
    select
        p.group_key, p.indicator_id, i.label_nl as indicator_nl, i.label_en as indicator_en, p.theme, p.unit, p.decimals, p.better, p.verdict, p.may_be_chance,
        p.experiment_id, e.municipality_id, m.name as municipality,
        e.short_nl, e.short_en, p.treated_id, p.comparison_id,
        a.label_nl as arm_nl, a.label_en as arm_en, c.label_nl as comparison_arm_nl, c.label_en as comparison_arm_en,
        p.type_id, p.comparison, p.level, p.comparable, p.timing, p.population_nl, p.population_en, p.subgroup_nl, p.subgroup_en, p.start, p."end",
        p.treated, p.comparison_value, p.difference, p.low, p.high, p.comparison_low, p.comparison_high, p.n, p.comparison_n,
        p.qualifier, p.comparison_qualifier, p.preferred, p.source_id, p.locator_nl, p.locator_en, p.note_nl, p.note_en,
        subgroup_id(p.subgroup_en) as subgroup_id, moment_of(p."end", e."end") as moment,
        row_number() over (
            order by t.position, p.level desc, p.indicator_id, p.group_key, m.position, p.start, p.treated_id
        ) as place
    from pairs(as_of) as p
    join live('indicators', as_of) as i on i.id = p.indicator_id
    join live('experiments', as_of) as e on e.id = p.experiment_id
    join live('municipalities', as_of) as m on m.id = e.municipality_id
    join live('arms', as_of) as a on a.id = p.arm_id
    join live('arms', as_of) as c on c.id = p.comparison_arm_id
    join live('themes', as_of) as t on t.id = p.theme
);
