"""What only rehearsal organizations have: a clock to set, a carrier to direct, a mailbox."""
