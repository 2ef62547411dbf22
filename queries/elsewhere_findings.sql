-- What do trials and reviews elsewhere report without a usable size?
with studies as (
    select
        t.id, t.name_nl, t.name_en, lower(p.country_code) as country, t.design, t.money_added, t.duties_removed, t.likeness
    from live('elsewhere_trials', $as_of) as t
    join live('elsewhere_places', $as_of) as p on p.id = t.place_id
    union all by name
    select id, name_nl, name_en, 'review' as design, likeness
    from live('elsewhere_reviews', $as_of)
)

select
    f.id, s.id as study_id, s.name_nl as study_nl, s.name_en as study_en, s.country, s.design, s.money_added, s.duties_removed,
    f.type_id, y.label_nl as type_nl, y.label_en as type_en, f.comparison, f.test, f.theme, f.indicator_nl, f.indicator_en,
    f.follow_up_nl, f.follow_up_en, subgroup_id(f.follow_up_en) as follow_up_id, f.text_nl, f.text_en,
    f.source_id, f.locator_nl, f.locator_en
from live('elsewhere_findings', $as_of) as f
join studies as s on s.id = coalesce(f.trial_id, f.review_id)
join live('experiment_types', $as_of) as y on y.id = f.type_id
where f.shown
order by y.position, s.likeness = 'far', s.likeness = 'partly', s.id, f.line;
