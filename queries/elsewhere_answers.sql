-- Which questions of councillors do the rows on trials elsewhere answer?
select a.id, a.type_id, y.label_nl as type_nl, y.label_en as type_en, a.theme, a.question_nl, a.question_en, a.text_nl, a.text_en
from live('elsewhere_answers', $as_of) as a
join live('experiment_types', $as_of) as y on y.id = a.type_id
order by y.position, a.line;
