-- the official figures of all places as rows: one for each place and figure that is known on a date
create or replace macro compute_place_values(as_of) as table
with shown as (
    select id as place_id, columns(* exclude (
        id, gm_code, name, also_called, province, municipality_id, latitude, longitude, computed_years, boundary_note_nl,
        boundary_note_en, line, added, withdrawn, withdrawn_reason_nl, withdrawn_reason_en
    ))::double
    from live('places', as_of)
)
select place_id, figure_id, value
from (unpivot shown on columns(* exclude (place_id)) into name figure_id value value);
