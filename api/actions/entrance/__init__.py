"""Ways in: signing up, signing in, links, passwords, sessions."""
