"""Food lane: what happened to lots, where they came from, and what counts as local."""
