"""Bijstand op proef: a dashboard on what five Dutch municipalities learned about social assistance."""
