"""What lies on the table: read from a document, written out, changed, taken off."""
