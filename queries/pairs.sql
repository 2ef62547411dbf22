-- Which numbers stand beside a comparison arm, and which of them share an axis (group_key)?
select
    * exclude (subgroup_id, moment, place),
    -- Groups that were not made comparable have a kind of their own.
    case when comparable then comparison else 'not_comparable' end as comparison_kind
from shown_pairs($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_contains($types::varchar[], type_id))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], comparison))
    and (len($subgroups::varchar[]) = 0 or list_contains($subgroups::varchar[], subgroup_id))
    and (len($moments::varchar[]) = 0 or list_contains($moments::varchar[], moment))
order by place
limit $most + 1;
