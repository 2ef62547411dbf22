-- Where do sources contradict each other, which figure leads, and why?
select
    c.id, c.experiment_id, m.name as municipality, e.short_nl, e.short_en, i.theme, c.indicator_id,
    c.subject_nl, c.subject_en, c.text_nl, c.text_en, c.choice_nl, c.choice_en, coalesce(string_split(c.sources, '|'), []) as source_ids
from live('conflicts', $as_of) as c
left join live('experiments', $as_of) as e on e.id = c.experiment_id
left join live('municipalities', $as_of) as m on m.id = e.municipality_id
left join live('indicators', $as_of) as i on i.id = c.indicator_id
order by c.position, c.id;
