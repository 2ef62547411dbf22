-- Which facts are other now than they were on a date: corrected, added or withdrawn?
-- What is elsewhere, and a source that only trials elsewhere cite, is no fact about the five municipalities.
-- A corrected row is one that was withdrawn and added again under the same name. Rows that came and went in between are left out.
with
elsewhere_only as (
    select source_id
    from query_table(['elsewhere_trials', 'elsewhere_reviews', 'elsewhere_effects', 'elsewhere_findings'], true)
    except
    select source_id from query_table(['findings', 'experiments', 'observations', 'design_facts'], true)
),
facts as (
    select
        'observation' as kind, o.id, o.experiment_id, null as municipality_id, i.label_nl as text_nl, i.label_en as text_en,
        o.value, o.qualifier, i.unit, i.decimals, o.added, o.withdrawn, o.withdrawn_reason_nl, o.withdrawn_reason_en
    from observations as o
    join live('indicators', date '9999-12-30') as i on i.id = o.indicator_id
    union all by name
    select
        'finding' as kind, id, experiment_id, text_nl, text_en, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from findings
    union all by name
    select
        'gap' as kind, experiment_id || '.' || theme as id, experiment_id, text_nl, text_en,
        added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from gaps
    union all by name
    select
        'experiment' as kind, id, id as experiment_id, summary_nl as text_nl, summary_en as text_en,
        added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from experiments
    union all by name
    select
        'source' as kind, id, title as text_nl, title as text_en, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    from sources
    where id not in (select source_id from elsewhere_only)
    union all by name
    select
        'context' as kind, c.municipality_id || '.' || c.indicator_id || '.' || c.year as id, c.municipality_id,
        i.label_nl || ', ' || c.year as text_nl, i.label_en || ', ' || c.year as text_en, c.value, i.unit, i.decimals,
        c.added, c.withdrawn, c.withdrawn_reason_nl, c.withdrawn_reason_en
    from context as c
    join live('indicators', date '9999-12-30') as i on i.id = c.indicator_id
),
gone as (
    select * from facts where lives_at(added, withdrawn, $as_of) and not lives_at(added, withdrawn, date '9999-12-30')
),
fresh as (
    select * from facts where lives_at(added, withdrawn, date '9999-12-30') and not lives_at(added, withdrawn, $as_of)
),
changed as (
    select
        coalesce(f.kind, g.kind) as kind, coalesce(f.id, g.id) as id,
        case when g.id is null then 'added' when f.id is null then 'withdrawn' else 'corrected' end as change,
        coalesce(f.added, g.withdrawn) as day,
        coalesce(f.experiment_id, g.experiment_id) as experiment_id, coalesce(f.municipality_id, g.municipality_id) as municipality_id,
        coalesce(f.text_nl, g.text_nl) as text_nl, coalesce(f.text_en, g.text_en) as text_en,
        coalesce(f.unit, g.unit) as unit, coalesce(f.decimals, g.decimals) as decimals,
        g.value as old_value, g.qualifier as old_qualifier, f.value as new_value, f.qualifier as new_qualifier,
        g.withdrawn_reason_nl as reason_nl, g.withdrawn_reason_en as reason_en
    from gone as g
    full join fresh as f on f.kind = g.kind and f.id = g.id
)
select
    c.kind, c.id, c.change, c.day, m.name as municipality, e.short_nl, e.short_en, c.text_nl, c.text_en, c.unit, c.decimals,
    c.old_value, c.old_qualifier, c.new_value, c.new_qualifier, c.reason_nl, c.reason_en
from changed as c
left join live('experiments', date '9999-12-30') as e on e.id = c.experiment_id
left join live('municipalities', date '9999-12-30') as m on m.id = coalesce(c.municipality_id, e.municipality_id)
order by c.day, c.kind, m.position, c.id;
