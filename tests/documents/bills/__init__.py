"""Draws bills whose truth is known: layouts, providers and traps, the same for the same seed. Numbers are 555-01XX, names from fiction."""
