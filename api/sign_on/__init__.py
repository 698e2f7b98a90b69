"""Other people's identity providers (OpenID Connect)."""
