-- Which official figures are there of all places, each in its newest year?
select id, label_nl, label_en, unit, decimals, role, scale, year, modelled, netherlands_value, caution_nl, caution_en, source_id
from newest_figures($as_of)
order by position, id;
