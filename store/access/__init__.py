"""Who gets in, by which credential, how often."""
