"""Locations, people, and who takes calls."""
