-- Which made-up municipalities are there beside the real ones?
-- columns: those of municipalities
insert into municipalities
select m.* replace ('made_up_' || i as id, 'Verzonnen ' || i as name, 'GM' || i as gm_code, 100 + i as position)
from (select * from municipalities order by position limit 1) as m, range($municipalities) as r(i);
