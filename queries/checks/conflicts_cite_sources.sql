-- which sources of conflicts are not in the table of sources
-- columns: file, line, problem, value, expected
with cited as (
    select line, added, withdrawn, unnest(string_split(sources, '|')) as source_id
    from conflicts
    where sources is not null
)

select
    'conflicts.csv' as file,
    cited.line,
    'a source that does not exist' as problem,
    cited.source_id as value,
    'ids of sources.csv, divided by |' as expected
from cited
anti join sources
    on sources.id = cited.source_id
    and lives_with(sources.added, sources.withdrawn, cited.added, cited.withdrawn)
order by cited.line;
