"""Every step that touches the outside, thin: take ids, read by id, call, translate back."""
