-- On which dates did the data change?
-- columns: released
select distinct added as released
from (
    select added from observations union select withdrawn from observations
    union select added from findings union select withdrawn from findings
    union select added from gaps union select withdrawn from gaps
    union select added from sources union select withdrawn from sources
    union select added from context union select withdrawn from context
)
where added is not null
order by released;
