"""A draft on its way to being an order: what is typed, checked, proven by paper, and submitted."""
