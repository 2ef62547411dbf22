-- Where is there no result, or no size of the main outcome, and why?
select
    g.experiment_id, e.municipality_id, m.name as municipality, e.short_nl, e.short_en, g.theme, g.reason, g.text_nl, g.text_en, g.searched_on,
    g.report_nl, g.report_en, g.report_source_id
from live('gaps', $as_of) as g
join live('experiments', $as_of) as e on e.id = g.experiment_id
join live('municipalities', $as_of) as m on m.id = e.municipality_id
join live('themes', $as_of) as t on t.id = g.theme
where ($theme is null or g.theme = $theme)
    and ($experiment is null or g.experiment_id = $experiment)
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], e.municipality_id))
    and (len($types::varchar[]) = 0 or e.id in (
        select experiment_id from live('arms', $as_of) where role = 'treatment' and list_contains($types::varchar[], type_id)
    ))
order by t.position, m.position, g.experiment_id;
