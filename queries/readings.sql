-- Where in a PDF was each row read?
select row_table, row_id, source_id, sha256, page, x0, top, x1, bottom, read_on
from live('readings', $as_of)
order by row_table, row_id;
