-- which figures of places cannot be right, or have no description
-- columns: file, line, problem, value, expected
with shown as (
    select place_id, line, figure_id, value
    from (
        unpivot (
            select id as place_id, line, columns(* exclude (
                id, gm_code, name, also_called, province, municipality_id, latitude, longitude, computed_years, boundary_note_nl,
                boundary_note_en, line, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
            ))::double
            from places
        ) on columns(* exclude (place_id, line)) into name figure_id value value
    )
)

select
    'places.csv' as file,
    shown.line,
    case
        when figures.id is null then 'a figure without a row in place_figures.csv'
        else 'a figure out of bounds'
    end as problem,
    shown.figure_id || ' = ' || shown.value as value,
    case figures.unit
        when 'percent' then 'a share from 0 to 100'
        when 'per_1000' then 'a share from 0 to 1000'
        when 'class' then 'a class from 1 to 5'
        else 'a row in place_figures.csv with this id'
    end as expected
from shown
left join place_figures as figures on figures.id = shown.figure_id and figures.withdrawn is null
where figures.id is null
    or shown.value > case figures.unit when 'percent' then 100 when 'per_1000' then 1000 when 'class' then 5 else 1e9 end
order by shown.line, shown.figure_id;
