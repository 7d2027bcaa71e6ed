"""Step 1: what kind of partnership is this, where does it deviate."""
