"""Does the paper prove the order? Field by field, the two values side by side; a file for each topic."""
