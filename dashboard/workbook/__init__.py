"""The tables as a workbook for people who do not use git, and back again as changes to look at before anything is written."""
