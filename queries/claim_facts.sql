-- Which rows does each claim rest on, what do they say, and whom and what are they about?
-- kind: the table of the row. A row on the whole trial is about all approaches that were tried in it.
with
tried as (
    select experiment_id, list(distinct type_id order by type_id) as type_ids
    from live('arms', $as_of)
    where role = 'treatment'
    group by experiment_id
),
facts as (
    select
        'observations' as kind, o.id, o.experiment_id, o.arm_id, o.indicator_id,
        concat_ws('; ', i.label_nl, a.label_nl, o.subgroup_nl) as text_nl, concat_ws('; ', i.label_en, a.label_en, o.subgroup_en) as text_en,
        o.value, o.qualifier, i.unit, i.decimals, [o.source_id] as source_ids, o.locator_nl, o.locator_en
    from live('observations', $as_of) as o
    join live('indicators', $as_of) as i on i.id = o.indicator_id
    left join live('arms', $as_of) as a on a.id = o.arm_id
    union all by name
    select
        'findings' as kind, id, experiment_id, arm_id, indicator_id, text_nl, text_en, [source_id] as source_ids,
        locator_nl, locator_en
    from live('findings', $as_of)
    union all by name
    select
        'conflicts' as kind, id, experiment_id, indicator_id, text_nl || ' ' || choice_nl as text_nl, text_en || ' ' || choice_en as text_en,
        coalesce(string_split(sources, '|'), []) as source_ids
    from live('conflicts', $as_of)
    union all by name
    select
        'design_facts' as kind, id, experiment_id, label_nl as text_nl, label_en as text_en, value, qualifier, unit, 0 as decimals,
        [source_id] as source_ids, locator_nl, locator_en
    from live('design_facts', $as_of)
),
cited as (
    select id as claim_id, position, unnest(string_split(rests_on, '|')) as row_name, generate_subscripts(string_split(rests_on, '|'), 1) as place
    from live('claims', $as_of)
)
select
    c.claim_id, f.kind, f.id, e.municipality_id, f.experiment_id, if(a.type_id is null, coalesce(tried.type_ids, []), [a.type_id]) as type_ids, i.theme,
    f.text_nl, f.text_en, f.value, f.qualifier, f.unit, f.decimals, f.source_ids, f.locator_nl, f.locator_en
from cited as c
join facts as f on f.kind || '.' || f.id = c.row_name
left join live('experiments', $as_of) as e on e.id = f.experiment_id
left join live('arms', $as_of) as a on a.id = f.arm_id and a.role = 'treatment'
left join live('indicators', $as_of) as i on i.id = f.indicator_id
left join tried on tried.experiment_id = f.experiment_id
order by c.position, c.claim_id, c.place;
