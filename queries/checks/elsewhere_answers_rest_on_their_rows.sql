-- which answers rest on a row that does not exist, is not shown, or is about another type or theme
-- columns: file, line, problem, value, expected
with rests as (
    select line, type_id, theme, unnest(string_split(rests_on, ' ')) as row_id, added, withdrawn
    from elsewhere_answers
),

results as (
    select id, type_id, theme, shown, added, withdrawn from elsewhere_effects
    union all
    select id, type_id, theme, shown, added, withdrawn from elsewhere_findings
)

select
    'elsewhere_answers.csv' as file,
    rests.line,
    'rests on a row that does not support it' as problem,
    rests.row_id as value,
    'effects and findings that are shown, with type ' || rests.type_id || ' and theme ' || rests.theme as expected
from rests
anti join results as r
    on rests.row_id = r.id and rests.type_id = r.type_id and rests.theme = r.theme and r.shown
    and lives_with(rests.added, rests.withdrawn, r.added, r.withdrawn)
order by rests.line, value;
