-- Which folder may still be read when no file may be? That with the tables.
-- columns: none
set allowed_directories = [$folder];
