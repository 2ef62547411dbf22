-- Which settings may be changed from here on? None.
-- columns: none
set lock_configuration = true;
