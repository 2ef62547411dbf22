"""Official statistics fetched anew from the services of CBS and RIVM, as changes to look at before anything is written."""
