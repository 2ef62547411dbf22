-- Which municipalities are there, in their order?
-- columns: id, name
select id, name
from live('municipalities', $as_of)
order by position, id;
