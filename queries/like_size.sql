-- Which municipalities have about as many inhabitants as one place, or as each without one? The ten nearest, nearest first.
with sizes as (
    select v.place_id, v.value
    from live('place_values', $as_of) as v
    semi join newest_figures($as_of) as f on f.id = v.figure_id and f.year = v.year
    where v.figure_id = 'inhabitants'
)
select
    p.id, p.name, p.also_called, p.province, p.municipality_id, p.latitude, p.longitude, p.boundary_note_nl,
    p.boundary_note_en
from sizes as own
join sizes as other on other.place_id != own.place_id
join live('places', $as_of) as p on p.id = other.place_id
where $place = '' or own.place_id = $place
qualify row_number() over (partition by own.place_id order by abs(other.value - own.value), p.id) <= 10
order by own.place_id, abs(other.value - own.value), p.id;
