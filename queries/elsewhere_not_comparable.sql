-- Which rows on trials elsewhere must not share an axis with others, and why?
with named as (
    select
        e.id, 'elsewhere_effects' as row_table, e.theme, e.text_nl, e.text_en, coalesce(t.name_nl, r.name_nl) as study_nl,
        coalesce(t.name_en, r.name_en) as study_en
    from live('elsewhere_effects', $as_of) as e
    left join live('elsewhere_trials', $as_of) as t on t.id = e.trial_id
    left join live('elsewhere_reviews', $as_of) as r on r.id = e.review_id
    union all by name
    select
        f.id, 'elsewhere_findings' as row_table, f.theme, f.text_nl, f.text_en, coalesce(t.name_nl, r.name_nl) as study_nl,
        coalesce(t.name_en, r.name_en) as study_en
    from live('elsewhere_findings', $as_of) as f
    left join live('elsewhere_trials', $as_of) as t on t.id = f.trial_id
    left join live('elsewhere_reviews', $as_of) as r on r.id = f.review_id
    union all by name
    select id, 'elsewhere_trials' as row_table, name_nl as text_nl, name_en as text_en, name_nl as study_nl, name_en as study_en
    from live('elsewhere_trials', $as_of)
)

select n.row_id, n.reason, m.theme, m.study_nl, m.study_en, m.text_nl, m.text_en, n.why_nl, n.why_en
from live('elsewhere_not_comparable', $as_of) as n
join named as m on m.row_table = n.row_table and m.id = n.row_id
order by n.line;
