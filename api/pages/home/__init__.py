"""Homes: an organization's, and a partner's with its customers."""
