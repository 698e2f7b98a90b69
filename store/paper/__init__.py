"""Papers, what is read in them, who signed, and until when they are kept."""
