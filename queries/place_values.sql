-- What are the official figures of one place and of those with experiments, or of all places without one?
select v.place_id, v.figure_id, v.value
from live('place_values', $as_of) as v
semi join newest_figures($as_of) as f on f.id = v.figure_id and f.year = v.year
where
    $place = '' or v.place_id = $place
    or v.place_id in (select id from live('places', $as_of) where municipality_id is not null)
order by v.place_id, v.figure_id;
