-- On which outcomes do the experiments have a number or a finding?
select id, theme, label_nl, label_en, question_nl, question_en, definition_nl, definition_en, unit, decimals, better, caution_nl, caution_en
from live('indicators', $as_of)
where id in (select indicator_id from live('observations', $as_of) union select indicator_id from live('findings', $as_of))
order by theme, label_nl, id;
