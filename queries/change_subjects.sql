-- What is each row of the tables about: which municipality, theme and approach?
-- kind: municipality, theme or type, with the id of that. A row on a whole trial is about every approach tried in it.
with
trials as (select distinct id as experiment_id, municipality_id from experiments),
tried as (select distinct experiment_id, type_id from arms where role = 'treatment'),
measured as (select distinct id as indicator_id, theme from indicators),
facts as (
    select 'observations' as table_name, id as key, experiment_id, arm_id, indicator_id from observations
    union all by name
    select
        'findings' as table_name, id as key, experiment_id, arm_id, indicator_id, unnest(coalesce(string_split(types, '|'), [null])) as type_id
    from findings
    union all by name
    select 'gaps' as table_name, experiment_id || '.' || theme as key, experiment_id, theme from gaps
    union all by name
    select 'events' as table_name, id as key, experiment_id from events
    union all by name
    select 'experiments' as table_name, id as key, id as experiment_id from experiments
    union all by name
    select 'arms' as table_name, id as key, experiment_id, id as arm_id from arms
    union all by name
    select 'design_facts' as table_name, id as key, experiment_id from design_facts
    union all by name
    select
        'context' as table_name, municipality_id || '.' || indicator_id || '.' || year as key, municipality_id, indicator_id
    from context
    union all by name
    select 'municipalities' as table_name, id as key, id as municipality_id from municipalities
    union all by name
    select 'experiment_types' as table_name, id as key, id as type_id from experiment_types
    union all by name
    select 'indicators' as table_name, id as key, id as indicator_id from indicators
    union all by name
    select 'lessons' as table_name, id as key, experiment_id, unnest(string_split(type_ids, '|')) as type_id from lessons
),
placed as (
    select
        f.table_name, f.key, coalesce(f.municipality_id, t.municipality_id) as municipality, coalesce(f.theme, m.theme) as theme,
        coalesce(f.type_id, a.type_id, tried.type_id) as type
    from facts as f
    left join trials as t on t.experiment_id = f.experiment_id
    left join measured as m on m.indicator_id = f.indicator_id
    left join (select distinct id, type_id from arms where role = 'treatment') as a on a.id = f.arm_id
    left join tried on tried.experiment_id = f.experiment_id and f.arm_id is null and f.type_id is null
)
select distinct table_name, key, kind, id
from placed
unpivot (id for kind in (municipality, theme, type))
order by kind, id, table_name, key;
