-- What came, was corrected and was withdrawn after the first data version, newest first?
-- kind: added, corrected or withdrawn. A correction is a row that went and one with the same key that came on that day.
with
trials as (select id, any_value(municipality_id) as municipality_id from experiments group by id),
measures as (
    select id, any_value(label_nl) as label_nl, any_value(label_en) as label_en, any_value(unit) as unit, any_value(decimals) as decimals
    from indicators
    group by id
),
facts as (
    select
        'observations' as table_name, o.id as key, e.municipality_id as place, i.label_nl as text_nl, i.label_en as text_en,
        o.value, o.qualifier, i.unit, i.decimals, o.source_id, o.added, o.withdrawn, o.withdrawn_reason_nl, o.withdrawn_reason_en
    from observations as o
    left join trials as e on e.id = o.experiment_id
    left join measures as i on i.id = o.indicator_id
    union all by name
    select
        'context' as table_name, c.municipality_id || '.' || c.indicator_id || '.' || c.year as key, c.municipality_id as place,
        i.label_nl || ', ' || c.year as text_nl, i.label_en || ', ' || c.year as text_en,
        c.value, i.unit, i.decimals, c.source_id, c.added, c.withdrawn, c.withdrawn_reason_nl, c.withdrawn_reason_en
    from context as c
    left join measures as i on i.id = c.indicator_id
    union all by name
    select
        'design_facts' as table_name, d.id as key, e.municipality_id as place, d.label_nl as text_nl, d.label_en as text_en, d.value, d.qualifier,
        d.unit, 0 as decimals, d.source_id, d.added, d.withdrawn, d.withdrawn_reason_nl, d.withdrawn_reason_en
    from design_facts as d
    left join trials as e on e.id = d.experiment_id
    union all by name
    select * from facts_of('findings', 'text')
    union all by name
    select
        'gaps' as table_name, experiment_id || '.' || theme as key, text_nl, text_en, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from gaps
    union all by name
    select * from facts_of('events', 'label')
    union all by name
    select
        'experiments' as table_name, id as key, municipality_id as place, summary_nl as text_nl, summary_en as text_en, source_id,
        added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from experiments
    union all by name
    select * from facts_of('arms', 'label')
    union all by name
    select * from facts_of('indicators', 'label')
    union all by name
    select
        'sources' as table_name, id as key, title as text_nl, title as text_en, id as source_id, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from sources
    union all by name
    select
        'municipalities' as table_name, id as key, id as place, name as text_nl, name as text_en, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from municipalities
    union all by name
    select * from facts_of('experiment_types', 'label')
    union all by name
    select * from facts_of('questions', 'question')
    union all by name
    select * from facts_of('terms', 'term')
    union all by name
    select * from facts_of('conflicts', 'subject')
    union all by name
    select * from facts_of('left_out', 'text')
    union all by name
    select * from facts_of('lessons', 'title')
    union all by name
    select * from facts_of('checklist', 'question')
    union all by name
    select * from facts_of('elsewhere_trials', 'name')
    union all by name
    select * from facts_of('elsewhere_reviews', 'name')
    union all by name
    select * from facts_of('elsewhere_effects', 'text')
    union all by name
    select * from facts_of('elsewhere_findings', 'text')
    union all by name
    select * from facts_of('elsewhere_answers', 'question')
    union all by name
    select * from facts_of('elsewhere_families', 'label')
    union all by name
    select * from facts_of('elsewhere_places', 'place')
    union all by name
    select
        'elsewhere_not_comparable' as table_name, row_table || '.' || row_id as key, why_nl as text_nl, why_en as text_en, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from elsewhere_not_comparable
    union all by name
    select * from facts_of('elsewhere_left_out', 'text')
    union all by name
    select * from facts_of('places', 'name')
    union all by name
    select
        'place_figures' as table_name, id || '.' || year as key, label_nl || ', ' || year as text_nl, label_en || ', ' || year as text_en, source_id, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from place_figures
    union all by name
    select
        'place_values' as table_name, v.place_id || '.' || v.figure_id || '.' || v.year as key,
        p.name || ', ' || f.label_nl || ', ' || v.year as text_nl, p.name || ', ' || f.label_en || ', ' || v.year as text_en,
        v.value, f.unit, f.decimals, v.added, v.withdrawn, v.withdrawn_reason_nl, v.withdrawn_reason_en
    from place_values as v
    left join (select id, any_value(name) as name from places group by id) as p on p.id = v.place_id
    left join (
        select id, any_value(label_nl) as label_nl, any_value(label_en) as label_en, any_value(unit) as unit, any_value(decimals) as decimals
        from place_figures
        group by id
    ) as f on f.id = v.figure_id
    union all by name
    select * from facts_of('former_names', 'name')
    union all by name
    select * from facts_of('claims', 'claim')
),
gone as (select * from facts where withdrawn is not null),
first_version as (select min(added) as day from facts)
select
    coalesce(g.withdrawn, n.added) as day,
    case when g.key is null then 'added' when n.key is null then 'withdrawn' else 'corrected' end as kind,
    coalesce(g.table_name, n.table_name) as table_name, coalesce(g.key, n.key) as key, coalesce(g.place, n.place) as place,
    g.text_nl, g.text_en, n.text_nl as new_text_nl, n.text_en as new_text_en, g.value, n.value as new_value, g.qualifier,
    n.qualifier as new_qualifier, coalesce(n.unit, g.unit) as unit, coalesce(n.decimals, g.decimals) as decimals,
    g.withdrawn_reason_nl as reason_nl, g.withdrawn_reason_en as reason_en, g.source_id, n.source_id as new_source_id
from gone as g
full join facts as n on n.table_name = g.table_name and n.key = g.key and n.added = g.withdrawn
where g.key is not null or n.added > (select day from first_version)
order by day desc, kind, table_name, key;
