"""Business days, carriers' holidays and the time zones of locations."""
