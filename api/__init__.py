"""The doors: what can be asked (actions), as JSON (v1) and as pages."""
