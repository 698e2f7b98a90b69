"""Drafts, and what is known of their numbers before they are sent."""
