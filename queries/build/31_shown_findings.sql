-- Which results without a usable number are shown, with the words that go with them?
-- An approach that the finding does not name passes a choice of types when its experiment tried one of them. A result of
-- several municipalities passes when it is about one of them; about all approaches, when one was tried with such a comparison.
create or replace macro compute_shown_findings(as_of) as table (
    select
        f.id, f.experiment_id, e.municipality_id, m.name as municipality, e.short_nl, e.short_en,
        i.theme, f.indicator_id, i.label_nl as indicator_nl, i.label_en as indicator_en,
        f.arm_id, a.type_id, a.label_nl as arm_nl, a.label_en as arm_en, c.label_nl as comparison_arm_nl, c.label_en as comparison_arm_en,
        f.about, f.comparison, if(f.comparison in ('not_named', 'none', 'within_participants'), 'unrated', f.comparison) as comparison_group,
        r.level, r.verdict, f.direction, f.test, f.basis, r.counts, f.preferred, f.start, f."end",
        f.text_nl, f.text_en, f.source_id, f.locator_nl, f.locator_en,
        f.stage is not null as interim, coalesce(f.partly, false) as partly, coalesce(f.shows_effect, true) as shows_effect,
        coalesce(f.several_cities, false) as several_cities,
        coalesce(string_split(f.types, '|'), []) as types,
        coalesce(if(a.type_id is null, null, [a.type_id]), string_split(f.types, '|'), (
            select list(t.type_id)
            from live('arms', as_of) as t
            where t.role = 'treatment' and (
                t.experiment_id = f.experiment_id
                or f.about = 'several_municipalities' and t.experiment_id in (
                    select c.experiment_id from live('arms', as_of) as c where c.role = f.comparison
                )
            )
        )) as type_ids,
        subgroup_id(null) as subgroup_id, moment_of(f."end", e."end") as moment,
        row_number() over (
            order by
                t.position, coalesce(r.level, 0) desc, m.position, f.experiment_id, i.label_nl, a.position, f.start, f.id
        ) as place
    from live('findings', as_of) as f
    join results(as_of) as r on r.id = f.id and r.kind = 'finding'
    join live('indicators', as_of) as i on i.id = f.indicator_id
    join live('themes', as_of) as t on t.id = i.theme
    left join live('experiments', as_of) as e on e.id = f.experiment_id
    left join live('municipalities', as_of) as m on m.id = e.municipality_id
    left join live('arms', as_of) as a on a.id = f.arm_id
    left join live('arms', as_of) as c on c.id = f.comparator_arm_id
);
