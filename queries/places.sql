-- Which municipalities are there today, and which of them held experiments?
select id, name, also_called, province, municipality_id, latitude, longitude, boundary_note_nl, boundary_note_en
from live('places', $as_of)
order by name, id;
