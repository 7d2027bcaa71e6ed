"""Step 1 over the records: answers in; a profile, a process and the role of government out."""
