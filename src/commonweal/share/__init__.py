"""Step 5: is this request allowed, right now."""
