-- What does compute_{name} give for each release?
-- Between two releases nothing changes, and computing takes longer than everything else on a page.
create or replace table {name}_by_release as
select r.since, r.until, c.*
from (
    select released as since, lead(released) over (order by released) as until
    from releases
) as r, lateral (select * from compute_{name}(r.since)) as c;
