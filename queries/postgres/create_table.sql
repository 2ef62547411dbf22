-- Which columns does a table in PostgreSQL get?
create table {table} ({columns});
