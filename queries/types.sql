-- Which types of experiment were tried by some treatment arm, in their order?
select
    t.id, t.label_nl, t.label_en, t.definition_nl, t.definition_en,
    coalesce(t.slug_nl, replace(t.id, '_', '-')) as slug_nl, coalesce(t.slug_en, replace(t.id, '_', '-')) as slug_en
from live('experiment_types', $as_of) as t
where t.id in (select type_id from live('arms', $as_of) where role = 'treatment')
order by t.position, t.id;
