"""The command `weal`: a thin face over `app`."""
