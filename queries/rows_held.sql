-- How many rows of a table hold?
-- columns: rows
select count(*) as rows
from live($table, $as_of)
order by rows;
