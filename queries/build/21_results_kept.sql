-- What are all the results, worked out once for each release?
-- columns: since, until (the next release, null for the newest), and those of resulting_at
-- Working it out takes longer than all else on a page, and between two releases nothing changes. In no order: sorting rows this wide
-- takes more memory than all else of a build, and who asks this table reads all of it.
create or replace table results_kept as
select r.since, r.until, k.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from resulting_at(r.since)) as k;
