-- which readings are of no row of their source, or of no rectangle in a PDF
-- columns: file, line, problem, value, expected
with
facts as (
    select 'observations' as row_table, id, source_id, added, withdrawn from observations
    union all
    select 'findings' as row_table, id, source_id, added, withdrawn from findings
    union all
    select 'design_facts' as row_table, id, source_id, added, withdrawn from design_facts
    union all
    select 'arms' as row_table, id, null as source_id, added, withdrawn from arms
)

select
    'readings.csv' as file,
    r.line,
    'a reading of a row that is not there' as problem,
    r.row_table || '.' || r.row_id as value,
    'a row of that table with this source, which holds as long' as expected
from readings as r
anti join facts as f
    on f.row_table = r.row_table
    and f.id = r.row_id
    and coalesce(f.source_id, r.source_id) = r.source_id
    and lives_with(f.added, f.withdrawn, r.added, r.withdrawn)
union all
select
    'readings.csv' as file,
    line,
    'no rectangle in a file' as problem,
    concat_ws(' ', sha256, x0, top, x1, bottom) as value,
    'a SHA-256 of 64 digits, x0 before x1 and top above bottom' as expected
from readings
where not regexp_full_match(sha256, '[0-9a-f]{64}') or x0 >= x1 or top >= bottom
order by line;
