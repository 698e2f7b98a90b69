"""How fast, how small, how much? Each file prints figures; what compares, compares in one run."""
