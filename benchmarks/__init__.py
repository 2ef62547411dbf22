"""How fast the dashboard is, beside the same page in plain Dash: `python -m benchmarks`."""
