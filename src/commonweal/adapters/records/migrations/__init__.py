"""The history of the tables: one revision a file, run by `adapters/records/schema.py`."""
