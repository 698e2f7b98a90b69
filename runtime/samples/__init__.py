"""A sample customer, its order, and the demo."""
