"""One module per page: it asks the warehouse, and hands what it got to a template."""
