"""Organizations, their users, keys and clocks."""
