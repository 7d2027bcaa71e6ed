"""Step 4: what exactly may be done with which data, by whom, until when, in return for what."""
