-- Which facts that are no results rest on which source: how trials were set up, what happened, official figures,
-- lessons, and trials elsewhere with their results?
-- At most so many of each source and kind, and of each official figure.
-- kind: experiment, design_fact, event, context, lesson or elsewhere; of the last, short is the name of the trial or review.
-- The text of context is the name of its indicator; a row about the whole country has no municipality.
with
facts as (
    select
        e.source_id, 'experiment' as kind, e.id, e.id as experiment_id, e.municipality_id, null as indicator_id,
        e.summary_nl as text_nl, e.summary_en as text_en, null as value, null as qualifier, null as unit, 0 as decimals,
        null as date, e.locator_nl, e.locator_en, true as preferred
    from live('experiments', $as_of) as e
    union all by name
    select
        d.source_id, 'design_fact' as kind, d.id, d.experiment_id, e.municipality_id, d.label_nl as text_nl, d.label_en as text_en,
        d.value, d.qualifier, d.unit, 0 as decimals, d.date, d.locator_nl, d.locator_en, d.preferred
    from live('design_facts', $as_of) as d
    join live('experiments', $as_of) as e on e.id = d.experiment_id
    union all by name
    select
        v.source_id, 'event' as kind, v.id, v.experiment_id, e.municipality_id, v.label_nl as text_nl, v.label_en as text_en,
        v.date, true as preferred
    from live('events', $as_of) as v
    left join live('experiments', $as_of) as e on e.id = v.experiment_id
    union all by name
    select
        c.source_id, 'context' as kind, c.municipality_id || '.' || c.indicator_id || '.' || c.year as id,
        c.municipality_id, c.indicator_id, i.label_nl as text_nl, i.label_en as text_en,
        c.value, i.unit, i.decimals, c.year::varchar as date, true as preferred
    from live('context', $as_of) as c
    join live('indicators', $as_of) as i on i.id = c.indicator_id
    union all by name
    select
        l.source_id, 'lesson' as kind, l.id, l.experiment_id, e.municipality_id, l.title_nl as text_nl, l.title_en as text_en,
        l.locator_nl, l.locator_en, true as preferred
    from live('lessons', $as_of) as l
    left join live('experiments', $as_of) as e on e.id = l.experiment_id
    union all by name
    select
        r.source_id, 'elsewhere' as kind, r.id, s.name_nl, s.name_en, coalesce(r.indicator_nl, r.what_nl, r.about_nl) as text_nl,
        coalesce(r.indicator_en, r.what_en, r.about_en) as text_en, r.locator_nl, r.locator_en, coalesce(r.shown, true) as preferred
    from query_table(['elsewhere_effects', 'elsewhere_findings', 'elsewhere_trials', 'elsewhere_reviews'], true) as r
    join query_table(['elsewhere_trials', 'elsewhere_reviews'], true) as s on s.id = coalesce(r.trial_id, r.review_id, r.id)
    where lives_at(r.added, r.withdrawn, $as_of) and lives_at(s.added, s.withdrawn, $as_of)
)
select
    f.source_id, f.kind, f.id, f.municipality_id, m.name as municipality, f.experiment_id,
    coalesce(e.short_nl, f.name_nl) as short_nl, coalesce(e.short_en, f.name_en) as short_en, f.indicator_id,
    f.text_nl, f.text_en, f.value, f.qualifier, f.unit, f.decimals, f.date, f.locator_nl, f.locator_en, f.preferred
from facts as f
left join live('municipalities', $as_of) as m on m.id = f.municipality_id
left join live('experiments', $as_of) as e on e.id = f.experiment_id
qualify row_number() over (
    partition by f.source_id, f.kind, f.indicator_id order by m.position, f.experiment_id, f.date, f.id
) <= $each
order by f.source_id, f.kind, f.indicator_id, m.position, f.experiment_id, f.date, f.id;
