-- which questions of the checklist name a lesson that does not exist
-- columns: file, line, problem, value, expected
with named as (
    select line, added, withdrawn, unnest(string_split(lessons, '|')) as id
    from checklist
)

select
    'checklist.csv' as file,
    named.line,
    'a lesson that does not exist' as problem,
    named.id as value,
    'ids of lessons.csv, divided by |' as expected
from named
anti join lessons
    on lessons.id = named.id
    and lives_with(lessons.added, lessons.withdrawn, named.added, named.withdrawn)
order by named.line, named.id;
