-- Which themes are there, in their order?
select id, label_nl, label_en, definition_nl, definition_en
from live('themes', $as_of)
order by position, id;
