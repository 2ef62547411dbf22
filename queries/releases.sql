-- On which dates did the data change?
-- columns: released
select released
from releases
order by released;
