"""What a bill says: one file for each kind of fact, found by general rules on labelled cells."""
