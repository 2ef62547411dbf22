-- Which questions could a councillor ask, and why?
select id, focus, theme, type_id, question_nl, question_en, why_nl, why_en
from live('questions', $as_of)
order by focus, id;
