"""The diagnosis report, part by part; and the comparison as a document."""
