-- Which official figures are there of all places?
select id, label_nl, label_en, unit, decimals, role, scale, year, modelled, netherlands_value, caution_nl, caution_en, source_id
from live('place_figures', $as_of)
order by position, id;
