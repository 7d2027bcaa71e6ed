"""Step 2 over the records: offers in; packages, what they hang on and business cases out."""
