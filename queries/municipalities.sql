-- Which municipalities are there, in their order?
select id, name, latitude, longitude
from live('municipalities', $as_of)
order by position, id;
