"""Step 6: what does the shared data tell us that may be released."""
