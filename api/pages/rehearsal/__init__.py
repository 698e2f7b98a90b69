"""The stage of rehearsal organizations, and their mailbox."""
