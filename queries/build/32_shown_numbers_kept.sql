-- Which numbers without a place beside a comparison arm are shown, and why, worked out once for each release?
-- columns: since, until (the next release, null for the newest), place (in the order in which they are shown), and those of shown_numbers_at
create or replace table shown_numbers_kept as
select r.since, r.until, row_number() over (partition by r.since order by k.municipality_position, k.experiment_id, k.indicator_id, k.day, k.start, k.id) as place, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from shown_numbers_at(r.since)) as k
order by since, theme, indicator_id, place;
