-- Which effects with a size do trials and reviews elsewhere have, and which of them may be drawn on the axis of their family?
-- off_axis is null for an effect that is drawn. Rows stand by approach, the most comparable study first, a review last, and a
-- part below the effect that it is a part of.
with studies as (
    select
        t.id, t.name_nl, t.name_en, p.place_nl, p.place_en, p.country_nl as country_name_nl, p.country_en as country_name_en,
        lower(p.country_code) as country,
        t.design, t.money_added, t.duties_removed, t.on_benefits, t.likeness
    from live('elsewhere_trials', $as_of) as t
    join live('elsewhere_places', $as_of) as p on p.id = t.place_id
    union all by name
    select
        id, name_nl, name_en, where_nl as place_nl, where_en as place_en, where_nl as country_name_nl,
        where_en as country_name_en,
        'review' as design, likeness
    from live('elsewhere_reviews', $as_of)
)

select
    e.id, s.id as study_id, e.review_id is not null as is_review, s.name_nl as study_nl, s.name_en as study_en, s.place_nl,
    s.place_en, s.country_name_nl, s.country_name_en, s.country, s.design, s.money_added, s.duties_removed, s.likeness, e.type_id,
    y.label_nl as type_nl, y.label_en as type_en,
    e.arm_nl, e.arm_en, e.comparison_nl, e.comparison_en, e.comparison_role, e.theme, e.family, e.indicator_nl, e.indicator_en,
    e.value, e.unit, e.low, e.high, e.interval_level, e.se, e.p_value, e.p_qualifier, e.p_sided, e.n_treated, e.n_control,
    e.n_total, e.n_qualifier, e.follow_up_nl, e.follow_up_en, subgroup_id(e.follow_up_en) as follow_up_id, e.axis_value,
    e.axis_low, e.axis_high, e.flipped, e.derived, e.formula, e.test, e.nested_in, e.shown,
    axis_reason(e.axis_low, e.shown, f.chart, e.comparison_role) as off_axis, e.source_id, e.locator_nl, e.locator_en,
    e.text_nl, e.text_en
from live('elsewhere_effects', $as_of) as e
join studies as s on s.id = coalesce(e.trial_id, e.review_id)
join live('elsewhere_families', $as_of) as f on f.id = e.family
join live('experiment_types', $as_of) as y on y.id = e.type_id
left join live('elsewhere_effects', $as_of) as w on w.id = e.nested_in
order by
    y.position, e.type_id, e.review_id is not null, s.likeness = 'far', s.likeness = 'partly', s.id,
    coalesce(w.line, e.line), e.line;
