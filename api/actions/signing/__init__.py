"""The Letter of Authorization: drawn up, asked for, signed, declined, verified."""
