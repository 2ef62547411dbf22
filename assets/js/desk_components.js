/* The React components of the report desk: see dashboard/desk/components.py. */
window.desk_components = {};
