-- Which experiments are there, who did them and with which treatment arms?
select
    e.id, e.municipality_id, m.name as municipality, e.short_nl, e.short_en, e.name_nl, e.name_en, e.start, e."end", e.status, e.design,
    e.participants, e.participants_qualifier, e.population_nl, e.population_en, e.summary_nl, e.summary_en,
    e.scheme_nl, e.scheme_en, e.evaluator_nl, e.evaluator_en,
    e.source_id, e.locator_nl, e.locator_en,
    coalesce((
        select list(distinct a.type_id order by a.type_id)
        from live('arms', $as_of) as a
        where a.experiment_id = e.id and a.role = 'treatment'
    ), []) as type_ids
from live('experiments', $as_of) as e
join live('municipalities', $as_of) as m on m.id = e.municipality_id
order by m.position, e.start, e.id;
