"""Where numbers live and who has them."""
