"""Step 3 over the records: the board of tracks, its lock and its plan."""
