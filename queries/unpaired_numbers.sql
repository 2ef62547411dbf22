-- Which published numbers have no place beside a comparison arm, and why not?
-- reason: interim (before the trial ended), superseded (another row of this outcome leads), doubtful (none leads), only_a_difference or
-- only_a_ratio (no two shares), series (a count at several moments), all_groups (approaches and comparison arm together),
-- suppressed (it, or the number it would stand beside, is about few people), no_comparison (a number of one arm alone).
select * exclude (type_ids, subgroup_id, moment, place)
from shown_numbers($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_has_any($types::varchar[], type_ids))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], coalesce(comparison, 'unrated')))
    and (len($subgroups::varchar[]) = 0 or list_contains($subgroups::varchar[], subgroup_id))
    and (len($moments::varchar[]) = 0 or list_contains($moments::varchar[], moment))
order by place
limit $most + 1;
