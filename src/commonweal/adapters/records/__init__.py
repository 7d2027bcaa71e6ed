"""Where state lives: one database, SQLite or PostgreSQL, written by one function."""

from commonweal.adapters.records.store import Store, open_store

__all__ = ["Store", "open_store"]
