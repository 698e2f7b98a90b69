"""Sentences: what Portwright says, in the reader's language. English is the source; the catalogues are under `locale/`."""
