"""What an answer hangs on: figures, parties, tracks, and why there may be none."""
