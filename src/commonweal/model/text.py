"""What people write, in any field of any step."""

LONGEST_TEXT = 2_000
"""Characters of one answer, one clause, one cell: more belongs into a document."""
