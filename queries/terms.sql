-- Which terms are explained, and how?
select id, term_nl, term_en, explanation_nl, explanation_en, forms_nl, forms_en
from live('terms', $as_of)
order by id;
