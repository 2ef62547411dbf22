-- Which word does each experiment get on each theme, worked out once for each release?
-- columns: since, until (the next release, null for the newest), and those of evident_at
-- Working it out takes longer than all else on a page, and between two releases nothing changes.
create or replace table evidence_kept as
select r.since, r.until, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from evident_at(r.since)) as k
order by r.since, k.experiment_id, k.theme;
