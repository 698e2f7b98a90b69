"""Where numbers go live: locations, people, and who takes calls."""
