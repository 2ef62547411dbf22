-- which official statistics are about a year that cannot be right
-- columns: file, line, problem, value, expected
select
    'context.csv' as file,
    line,
    'the year is not plausible' as problem,
    cast(year as varchar) as value,
    '1990 to ' || year(added) || ', the year in which the row was added' as expected
from context
where year < 1990 or year > year(added)
order by line;
