-- What is the newest official figure of one municipality on each subject, and what was the country's in that same year?
with
newest as (
    select *
    from live('context', $as_of)
    where municipality_id = $municipality
    qualify row_number() over (partition by indicator_id order by year desc) = 1
)
select
    n.indicator_id, i.theme, i.label_nl, i.label_en, i.caution_nl, i.caution_en, i.unit, i.decimals,
    n.year, n.value, n.modelled, n.provisional, n.note_nl, n.note_en, n.source_id,
    c.value as netherlands, c.provisional as netherlands_provisional, c.source_id as netherlands_source_id
from newest as n
join live('indicators', $as_of) as i on i.id = n.indicator_id
join live('themes', $as_of) as t on t.id = i.theme
left join live('context', $as_of) as c
    on c.municipality_id = 'netherlands' and c.indicator_id = n.indicator_id and c.year = n.year
order by t.position, i.label_nl, n.indicator_id;
