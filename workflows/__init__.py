"""Time: deterministic orchestration of orders that last for days."""
