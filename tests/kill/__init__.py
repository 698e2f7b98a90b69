"""Everything is killed by -9, again and again, and nothing is lost or doubled."""
