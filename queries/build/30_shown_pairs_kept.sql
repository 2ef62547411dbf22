-- Which numbers beside a comparison arm are shown, with their words, worked out once for each release?
-- columns: since, until (the next release, null for the newest), place (in the order in which they are shown), and those of shown_pairs_at
create or replace table shown_pairs_kept as
select r.since, r.until, row_number() over (partition by r.since order by k.theme_position, k.level desc, k.indicator_id, k.group_key, k.municipality_position, k.start, k.treated_id) as place, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from shown_pairs_at(r.since)) as k
order by since, place;
