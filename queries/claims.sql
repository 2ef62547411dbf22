-- Which claims go round, does each hold, and why?
select id, claim_nl, claim_en, verdict, answer_nl, answer_en
from live('claims', $as_of)
order by position, id;
