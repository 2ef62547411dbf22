-- which trials elsewhere are called close without people on benefits, or count people without saying whom
-- columns: file, line, problem, value, expected
select
    'elsewhere_trials.csv' as file,
    line,
    if(
        likeness = 'close' and on_benefits != 'yes', 'close, but not on benefits', 'participants and participants_scope do not go together'
    ) as problem,
    id as value,
    'on_benefits = yes for a close trial; both participants and participants_scope, or neither' as expected
from elsewhere_trials
where (likeness = 'close' and on_benefits != 'yes') or (participants is null) != (participants_scope is null)
order by line;
