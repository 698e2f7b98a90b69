"""Orders under way: read, changed, commented, followed."""
