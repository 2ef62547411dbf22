-- What can a municipality learn before it starts such a trial itself?
-- An empty list of types or readers means every type or reader. The parameters filter: a lesson for everybody is always there.
with split as (
    select
        *, coalesce(string_split(type_ids, '|'), []) as types, coalesce(string_split(readers, '|'), []) as for_readers
    from live('lessons', $as_of)
)
select
    l.id, l.phase, l.types as type_ids, l.for_readers as readers, l.kind, l.title_nl, l.title_en, l.text_nl, l.text_en,
    l.tip_nl, l.tip_en, l.who_says_nl, l.who_says_en, e.municipality_id, m.name as municipality, l.source_id,
    l.locator_nl, l.locator_en, l.valid_on, l.confidence = 'check' as to_check, l.transfer
from split as l
left join live('experiments', $as_of) as e on e.id = l.experiment_id
left join live('municipalities', $as_of) as m on m.id = e.municipality_id
where (len($types::varchar[]) = 0 or len(l.types) = 0 or list_has_any(l.types, $types::varchar[]))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], e.municipality_id))
order by l.position, l.id;
