-- What is in a table of another database? At first nothing: it is made anew with its columns.
-- columns: none
create table {table} ({columns});
