-- which lessons are a rule of law without the date on which it held, or without a request to check it
-- columns: file, line, problem, value, expected
select
    'lessons.csv' as file,
    line,
    'a rule of law without a date, or one that nobody is asked to check' as problem,
    id as value,
    'valid_on filled in and confidence check' as expected
from lessons
where kind = 'rule_of_law' and (valid_on is null or confidence != 'check')
order by line;
