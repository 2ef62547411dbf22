-- Which numbers stand beside a comparison arm, worked out once for each release?
-- columns: since, until (the next release, null for the newest), and those of paired_at
-- Working it out takes longer than all else on a page, and between two releases nothing changes. In no order: sorting rows this wide
-- takes more memory than all else of a build, and no page reads this table.
create or replace table pairs_kept as
select r.since, r.until, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from paired_at(r.since)) as k;
