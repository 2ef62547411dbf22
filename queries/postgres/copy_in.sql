-- How do rows get into a table in PostgreSQL? As CSV, with \N for null, so that null is not an empty text.
copy {table} from stdin (format csv, null '\N');
