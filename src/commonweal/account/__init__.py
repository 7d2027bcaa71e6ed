"""Step 8: what happened, provably, and what public value came of it."""
