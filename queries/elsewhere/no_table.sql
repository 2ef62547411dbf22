-- What is in a table of another database that is to be replaced? Nothing, and it is no longer there.
-- columns: none
drop table if exists {table};
