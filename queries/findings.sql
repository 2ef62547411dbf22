-- What was found without a usable number, about whom, and against what?
select
    * exclude (type_ids, subgroup_id, moment, place),
    -- The verdict on the approach: a source may say that a side shows no effect of it.
    case when verdict in ('favourable', 'unfavourable') and not shows_effect then 'no_effect' else verdict end as effect
from shown_findings($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_has_any($types::varchar[], type_ids))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], comparison_group))
    and (len($subgroups::varchar[]) = 0 or list_contains($subgroups::varchar[], subgroup_id))
    and (len($moments::varchar[]) = 0 or list_contains($moments::varchar[], moment))
order by place
limit $most + 1;
