-- Where is there no result, or no size of the main outcome, and why?
select * exclude (type_ids, place)
from shown_gaps($as_of)
where ($theme is null or theme = $theme)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_has_any($types::varchar[], type_ids))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
order by place;
