-- What are the official figures of one place and of those with experiments, or of all places without one?
select place_id, figure_id, value
from place_values($as_of)
where
    $place = '' or place_id = $place
    or place_id in (select id from live('places', $as_of) where municipality_id is not null)
order by place_id, figure_id;
