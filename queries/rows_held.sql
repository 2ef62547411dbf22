-- How many rows of a table hold?
select count(*) as rows
from live($table, $as_of)
order by rows;
