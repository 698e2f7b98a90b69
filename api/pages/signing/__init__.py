"""The letter on a screen of its own, for whoever signs or verifies it."""
