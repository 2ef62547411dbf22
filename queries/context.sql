-- What do the official statistics say, of whole municipalities and of the country, year by year?
-- municipality is null for the country. joins: the year before is there as well and was counted within the same boundary, so that a line may
-- lead from it. A row within another boundary says so at the start of its note.
with
placed as (
    select c.*, m.name as municipality, m.position, coalesce(starts_with(c.note_en, 'Old municipal boundary'), false) as old_boundary
    from live('context', $as_of) as c
    left join live('municipalities', $as_of) as m on m.id = c.municipality_id
)
select
    p.indicator_id, i.theme, i.unit, i.decimals, p.municipality_id, p.municipality, p.year, p.value, p.modelled, p.provisional,
    b.year is not null as joins, p.note_nl, p.note_en, p.source_id
from placed as p
join live('indicators', $as_of) as i on i.id = p.indicator_id
join live('themes', $as_of) as t on t.id = i.theme
left join placed as b
    on b.municipality_id = p.municipality_id and b.indicator_id = p.indicator_id and b.year = p.year - 1 and b.old_boundary = p.old_boundary
where ($theme is null or i.theme = $theme)
    and ($indicator is null or p.indicator_id = $indicator)
order by t.position, i.label_nl, p.indicator_id, p.position nulls last, p.year;
