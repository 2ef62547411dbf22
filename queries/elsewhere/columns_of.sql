-- Which columns does a table of another database have? Asked without its rows.
-- columns: those of the table
select * from {table} limit 0;
