-- Which table in PostgreSQL is replaced?
drop table if exists {table};
