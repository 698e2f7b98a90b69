"""The port wizard: a page a step."""
