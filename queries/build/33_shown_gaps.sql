-- Where is there no result, or no size of the main outcome, and why?
create or replace macro compute_shown_gaps(as_of) as table (
    select
        g.experiment_id, e.municipality_id, m.name as municipality, e.short_nl, e.short_en, g.theme, g.reason, g.text_nl, g.text_en,
        g.searched_on, g.report_nl, g.report_en, g.report_source_id,
        (
            select list(distinct a.type_id order by a.type_id)
            from live('arms', as_of) as a
            where a.experiment_id = e.id and a.role = 'treatment'
        ) as type_ids,
        row_number() over (order by t.position, m.position, g.experiment_id) as place
    from live('gaps', as_of) as g
    join live('experiments', as_of) as e on e.id = g.experiment_id
    join live('municipalities', as_of) as m on m.id = e.municipality_id
    join live('themes', as_of) as t on t.id = g.theme
);
