"""Rules that can be switched: versioned data and the pure functions that apply it."""
