-- Which results without a usable number are shown, with their words, worked out once for each release?
-- columns: since, until (the next release, null for the newest), place (in the order in which they are shown), and those of shown_findings_at
create or replace table shown_findings_kept as
select r.since, r.until, row_number() over (partition by r.since order by k.theme_position, coalesce(k.level, 0) desc, k.municipality_position, k.experiment_id, k.indicator_nl, k.arm_position, k.start, k.id) as place, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from shown_findings_at(r.since)) as k
order by since, place;
