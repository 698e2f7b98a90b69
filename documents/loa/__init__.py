"""Letters of Authorization: what they say, how they are drawn, sealed and verified."""
