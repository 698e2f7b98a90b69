"""The way out to addresses that customers name: what may be asked, and asking it without being led elsewhere (reliability 3.5)."""
