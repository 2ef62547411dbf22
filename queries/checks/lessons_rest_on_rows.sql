-- which lessons name a type, a reader or a row that does not exist
-- columns: file, line, problem, value, expected
with named as (
    select line, added, withdrawn, 'type' as kind, unnest(string_split(type_ids, '|')) as id
    from lessons
    where type_ids is not null
    union all
    select line, added, withdrawn, 'reader' as kind, unnest(string_split(readers, '|')) as id
    from lessons
    where readers is not null
    union all
    select line, added, withdrawn, 'row' as kind, unnest(string_split(rests_on, '|')) as id
    from lessons
    where rests_on is not null
),
known as (
    select 'type' as kind, id, added, withdrawn from experiment_types
    union all
    select 'row' as kind, id, added, withdrawn from findings
    union all
    select 'row' as kind, id, added, withdrawn from design_facts
    union all
    select
        'reader' as kind, unnest(['officials_work_income', 'officials_health', 'board_council']) as id,
        date '0001-01-01' as added, null as withdrawn
)

select
    'lessons.csv' as file,
    named.line,
    'names a ' || named.kind || ' that does not exist' as problem,
    named.id as value,
    case named.kind
        when 'type' then 'ids of experiment_types.csv, divided by |'
        when 'row' then 'ids of findings.csv or design_facts.csv, divided by |'
        else 'officials_work_income, officials_health or board_council, divided by |'
    end as expected
from named
anti join known
    on known.kind = named.kind
    and known.id = named.id
    and lives_with(known.added, known.withdrawn, named.added, named.withdrawn)
order by named.line, named.id;
