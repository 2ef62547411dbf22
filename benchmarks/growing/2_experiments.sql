-- Which made-up experiments are there? One in each made-up municipality.
-- columns: those of experiments
insert into experiments
select e.* replace ('made_up_' || i as id, 'made_up_' || i as municipality_id)
from (select * from experiments order by id limit 1) as e, range($municipalities) as r(i);
