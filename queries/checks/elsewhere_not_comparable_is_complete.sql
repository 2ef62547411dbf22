-- which rows that are not drawn have no reason for readers, and which reasons are about a row that is drawn or does not exist
-- columns: file, line, problem, value, expected
with results as (
    select 'elsewhere_effects' as row_table, line, id as row_id, draw = 'none' as off_axis, added, withdrawn
    from elsewhere_effects
    union all
    select
        'elsewhere_findings' as row_table, line, id as row_id, comparison in ('none', 'not_named') as off_axis, added, withdrawn
    from elsewhere_findings
    union all
    -- a trial may be kept off an axis for a reason that no column has, so it may have one and need not
    select 'elsewhere_trials' as row_table, line, id as row_id, null as off_axis, added, withdrawn
    from elsewhere_trials
),

reasons as (
    select row_table, row_id, line, added, withdrawn
    from elsewhere_not_comparable
)

select r.row_table || '.csv' as file, r.line, 'no reason why it is not drawn' as problem, r.row_id as value,
    'a row in elsewhere_not_comparable.csv' as expected
from results as r
anti join reasons as w
    on r.row_table = w.row_table and r.row_id = w.row_id and lives_with(r.added, r.withdrawn, w.added, w.withdrawn)
where r.off_axis
union all
select 'elsewhere_not_comparable.csv' as file, w.line, 'a reason for a row that is drawn or does not exist' as problem,
    w.row_id as value, 'a row of ' || w.row_table || ' that is not drawn' as expected
from reasons as w
anti join (select * from results where off_axis is not false) as r
    on r.row_table = w.row_table and r.row_id = w.row_id and lives_with(r.added, r.withdrawn, w.added, w.withdrawn)
order by file, line;
