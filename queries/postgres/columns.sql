-- Which columns does a table in PostgreSQL have? The result has no rows.
select * from {table} limit 0;
