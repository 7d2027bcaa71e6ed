"""Step 2: which package leaves every party better off, and how sure is that."""
