-- which claims rest on a row that does not exist or does not hold as long
-- columns: file, line, problem, value, expected
with cited as (
    select line, added, withdrawn, unnest(string_split(rests_on, '|')) as row_name
    from claims
),
facts as (
    select 'observations.' || id as row_name, added, withdrawn from observations
    union all
    select 'findings.' || id as row_name, added, withdrawn from findings
    union all
    select 'conflicts.' || id as row_name, added, withdrawn from conflicts
    union all
    select 'design_facts.' || id as row_name, added, withdrawn from design_facts
)

select
    'claims.csv' as file,
    cited.line,
    'a claim rests on a row that is not there' as problem,
    cited.row_name as value,
    'rows of observations, findings, conflicts or design_facts that hold as long, as table.id, divided by |' as expected
from cited
anti join facts
    on facts.row_name = cited.row_name
    and lives_with(facts.added, facts.withdrawn, cited.added, cited.withdrawn)
order by cited.line;
