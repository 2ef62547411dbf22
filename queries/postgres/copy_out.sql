-- What does a table in PostgreSQL hold? CSV, with \N for null.
copy {table} to stdout (format csv, null '\N');
