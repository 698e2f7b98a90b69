"""Organizations, and what each meets first."""
