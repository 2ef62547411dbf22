-- What was read on trials elsewhere and not used?
select text_nl, text_en, why_nl, why_en
from live('elsewhere_left_out', $as_of)
order by line;
