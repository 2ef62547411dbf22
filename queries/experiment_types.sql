-- Which kinds of treatment and of comparison group do the experiments have, and what does each mean?
select
    t.id, t.label_nl, t.label_en, t.definition_nl, t.definition_en,
    t.id in (select a.type_id from live('arms', $as_of) as a where a.role = 'treatment') as tried
from live('experiment_types', $as_of) as t
where t.id in (select a.type_id from live('arms', $as_of) as a)
order by t.position, t.id;
