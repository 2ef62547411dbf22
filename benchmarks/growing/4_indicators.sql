-- Which made-up indicators are there? As many on each theme.
-- columns: those of indicators
insert into indicators
select i.* replace ('made_up_' || n as id, t.id as theme, i.label_nl || ' ' || n as label_nl, i.label_en || ' ' || n as label_en)
from (select * from indicators where unit = 'percent' and better = 'up' order by id limit 1) as i, range($indicators) as r(n), themes as t
where t.position = 1 + n % (select count(*) from themes);
