-- On which figures is one place, or each without one, like each municipality with experiments?
select * exclude (position)
from likeness($as_of)
where $place = '' or place_id = $place
order by place_id, distance, municipality_id, position;
