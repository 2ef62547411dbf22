-- Which trials report nothing on these groups of people, or of these moments?
with
reported as (
    select experiment_id, theme, indicator_id, subgroup_id, moment from shown_pairs($as_of)
    union all
    select experiment_id, theme, indicator_id, subgroup_id, moment from shown_numbers($as_of)
    union all
    select experiment_id, theme, indicator_id, subgroup_id, moment from shown_findings($as_of)
)
select m.name as municipality, e.short_nl, e.short_en
from live('experiments', $as_of) as e
join live('municipalities', $as_of) as m on m.id = e.municipality_id
where (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], e.municipality_id))
    and (len($types::varchar[]) = 0 or e.id in (
        select experiment_id from live('arms', $as_of) where role = 'treatment' and list_contains($types::varchar[], type_id)
    ))
    and not exists (
        select 1
        from reported as r
        where r.experiment_id = e.id
            and ($theme is null or r.theme = $theme)
            and ($indicator is null or r.indicator_id = $indicator)
            and (len($subgroups::varchar[]) = 0 or list_contains($subgroups::varchar[], r.subgroup_id))
            and (len($moments::varchar[]) = 0 or list_contains($moments::varchar[], r.moment))
    )
order by m.position, e.id;
