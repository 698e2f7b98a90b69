"""Business days, carriers' holidays and the zones in which they are counted."""
