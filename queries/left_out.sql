-- What was read and not taken into the tables, and why?
select l.id, m.name as municipality, l.text_nl, l.text_en, l.why_nl, l.why_en
from live('left_out', $as_of) as l
left join live('municipalities', $as_of) as m on m.id = l.municipality_id
order by l.position, l.id;
