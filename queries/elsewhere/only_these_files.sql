-- Which files may be read? Only those of the folder that was given.
-- columns: none
set enable_external_access = false;
