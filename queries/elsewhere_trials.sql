-- Which trials elsewhere are there, in what are they like the five municipalities, and on which themes do they have results?
select
    t.id, t.name_nl, t.name_en, p.place_nl, p.place_en, p.country_nl as country_name_nl, p.country_en as country_name_en,
        lower(p.country_code) as country, t.type_id,
    y.label_nl as type_nl, y.label_en as type_en, t.design, t.who_nl, t.who_en, t.what_nl, t.what_en, t.money_added,
    t.duties_removed, t.on_benefits, t.likeness_nl, t.likeness_en, r.themes, t.source_id, t.locator_nl, t.locator_en
from live('elsewhere_trials', $as_of) as t
join live('elsewhere_places', $as_of) as p on p.id = t.place_id
join live('experiment_types', $as_of) as y on y.id = t.type_id
join (
    select trial_id, list(distinct theme order by theme) as themes
    from (
        select trial_id, theme
        from live('elsewhere_effects', $as_of)
        where shown
        union all
        select trial_id, theme
        from live('elsewhere_findings', $as_of)
        where shown
    )
    group by trial_id
) as r on r.trial_id = t.id
order by t.likeness = 'far', t.likeness = 'partly', y.position, t.line;
