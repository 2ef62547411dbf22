"""Reading the csv tables against their schema, and putting them in a database; problems are collected, never thrown."""
