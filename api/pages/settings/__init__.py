"""All that can be set."""
