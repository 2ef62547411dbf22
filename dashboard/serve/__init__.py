"""How the dashboard is served: the worker and the log of gunicorn, and a server for one's own machine."""
