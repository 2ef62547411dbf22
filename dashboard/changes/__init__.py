"""Changing the tables in the append-only way: what differs, whether it may, and writing it in one step."""
