-- On which dates did the data change?
select released
from releases
order by released;
