"""What a fact brings about in other tables, written in the transaction that records it, and so once."""
