"""Sentences: what findings, rejections and states say to a reader, in their language."""
