-- Which municipalities ceased to exist, and where are they now?
select f.id, f.name, f.kind, f.place_id, p.name as place, coalesce(string_split(f.also_partly, '|'), []) as also_partly
from live('former_names', $as_of) as f
join live('places', $as_of) as p on p.id = f.place_id
order by f.name, f.id;
