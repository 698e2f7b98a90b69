"""Paper: bills read and matched, Letters of Authorization drawn, sealed and verified."""
