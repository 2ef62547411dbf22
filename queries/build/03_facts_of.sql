-- all rows of a table by their key, each with its text; `label` is the column of the text, without its language
create or replace macro facts_of(table_name, label) as table
select
    table_name as table_name, id as key, columns(lambda name: name in (label, label || '_nl')) as text_nl,
    columns(lambda name: name in (label, label || '_en')) as text_en,
    columns(lambda name: name in ('source_id', 'added', 'withdrawn', 'withdrawn_reason_nl', 'withdrawn_reason_en'))
from query_table(table_name);
