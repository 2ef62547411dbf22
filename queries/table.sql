-- Which rows of a table hold, in the order of its file?
-- The one question without named columns: it is asked for whole tables, of which data/schema.toml names the columns.
select * exclude (line, withdrawn, withdrawn_reason_nl, withdrawn_reason_en)
from live($table, $as_of)
order by line;
