-- which types of results of several municipalities do not exist
-- columns: file, line, problem, value, expected
with named as (
    select line, added, withdrawn, unnest(string_split(types, '|')) as type_id
    from findings
    where types is not null
)

select
    'findings.csv' as file,
    named.line,
    'a type of approach that does not exist' as problem,
    named.type_id as value,
    'ids of experiment_types.csv, divided by |' as expected
from named
anti join experiment_types
    on experiment_types.id = named.type_id
    and lives_with(experiment_types.added, experiment_types.withdrawn, named.added, named.withdrawn)
order by named.line;
