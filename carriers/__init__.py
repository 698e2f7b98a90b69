"""What a carrier can do for us: one Protocol per ability, a folder per carrier."""
