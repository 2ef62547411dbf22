-- Which made-up arms are there? One with an approach and one beside it, in each made-up experiment.
-- columns: those of arms
insert into arms
select a.* replace ('made_up_' || i || '_' || role as id, 'made_up_' || i as experiment_id)
from (
    select * from arms where experiment_id = (select min(id) from experiments where id not like 'made_up%') and role in ('treatment', 'matched_comparison')
) as a, range($municipalities) as r(i);
