"""What goes to carriers and what comes from them, once each."""
