"""A carrier to rehearse with: a process of its own with a durable ledger, scripted by number and account number."""
