-- What is in a table of another database? The rows that are sent; null is written as \N, so that it is not an empty text.
-- columns: those of the table
copy {table} from stdin (format csv, null '\N');
