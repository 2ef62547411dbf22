-- What is in a table of another database? Null is written as \N, so that it is not an empty text.
-- columns: those of the table
copy {table} to stdout (format csv, null '\N');
