"""Rows in, Plotly figure out. One file a form; no Dash, no database, no address."""
