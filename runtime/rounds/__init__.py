"""What the loops process does over and over."""
