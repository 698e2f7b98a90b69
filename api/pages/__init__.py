"""The HTML door: console, signer, desk."""
