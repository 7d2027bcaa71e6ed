"""A business case as it is seen by one party, and as a document."""
