"""Orders as lists, pages and files show them; which order holds which number."""
