"""What waits for our staff, and what they decided."""
