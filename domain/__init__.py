"""What porting and ordering are: numbers, states, facts, policies. Standard library only; no clock, no I/O."""
