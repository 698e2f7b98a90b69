"""Orders: the list, and one with all that can be done with it."""
