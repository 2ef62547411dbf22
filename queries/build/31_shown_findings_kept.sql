-- Which results without a usable number are shown, with their words, worked out once for each release?
-- columns: since, until (the next release, null for the newest), and those of shown_findings_at
create or replace table shown_findings_kept as
select r.since, r.until, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from shown_findings_at(r.since)) as k
order by r.since, k.theme_position, k.level, k.municipality_position, k.experiment_id, k.id;
