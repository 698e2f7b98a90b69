"""Mails and webhooks on their way."""
