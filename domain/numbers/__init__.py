"""US telephone numbers: reading what people type, the NANP's structure and area codes, ranges."""
