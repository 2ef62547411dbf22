-- which rows of a table hold as of one date
create or replace macro live(table_name, as_of) as table
select *
from query_table(table_name)
where added <= as_of and (withdrawn is null or withdrawn > as_of);
