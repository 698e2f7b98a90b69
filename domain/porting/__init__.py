"""What becomes of a port order: what is asked, what happened, the states that follow, and what is waited for."""
