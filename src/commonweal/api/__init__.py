"""The HTTP interface: a thin face over `app`."""
