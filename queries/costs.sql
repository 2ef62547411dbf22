-- What did a trial cost or set aside, was that planned or realised, and who says so?
-- status: that of the amount, or no_amount for a statement without one.
select
    d.id, d.experiment_id, e.municipality_id, m.name as municipality, e.short_nl, e.short_en,
    coalesce(d.cost_status, 'no_amount') as status, d.label_nl, d.label_en, d.value, d.qualifier, d.unit, d.date, d.preferred,
    coalesce(d.several_cities, false) as several_cities, d.source_id, d.locator_nl, d.locator_en
from live('design_facts', $as_of) as d
join live('experiments', $as_of) as e on e.id = d.experiment_id
join live('municipalities', $as_of) as m on m.id = e.municipality_id
where d.kind in ('cost', 'budget')
    and ($experiment is null or d.experiment_id = $experiment)
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], e.municipality_id))
    and (
        len($types::varchar[]) = 0
        or exists (
            select 1
            from live('arms', $as_of) as a
            where a.experiment_id = d.experiment_id and a.role = 'treatment' and list_contains($types::varchar[], a.type_id)
        )
    )
order by
    m.position, e.start, e.id,
    list_position(['planned', 'realised', 'not_stated', 'claimed'], d.cost_status) nulls last, first_day(d.date) nulls last, d.id;
