"""Orders as both doors show them."""
