-- What are the official figures of each place?
select place_id, figure_id, value
from place_values($as_of)
order by place_id, figure_id;
