"""What people and organizations set for themselves."""
