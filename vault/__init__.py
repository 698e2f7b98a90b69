"""Keys, envelopes, blind indexes, secrets and documents at rest."""
