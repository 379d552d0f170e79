"""May this month be published? A Great Expectations checkpoint on the small marts."""
