-- On which subjects are there official statistics of whole municipalities?
select
    i.id, i.theme, i.label_nl, i.label_en, i.question_nl, i.question_en, i.definition_nl, i.definition_en, i.unit, i.decimals, i.better,
    i.caution_nl, i.caution_en
from live('indicators', $as_of) as i
join live('themes', $as_of) as t on t.id = i.theme
where i.id in (select indicator_id from live('context', $as_of))
order by t.position, i.label_nl, i.id;
