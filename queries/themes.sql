-- Which themes are there, in their order?
select
    id, label_nl, label_en, definition_nl, definition_en,
    coalesce(short_nl, label_nl) as short_nl, coalesce(short_en, label_en) as short_en
from live('themes', $as_of)
order by position, id;
