"""One test has three sizes: quick for every save, ci for every landing, full once per issue."""

import os

SCALES = ("quick", "ci", "full")
SCALE = os.environ.get("SCALE", "quick")


def size(*, quick: int, ci: int, full: int) -> int:
    """The count of the present scale."""
    return {"quick": quick, "ci": ci, "full": full}[SCALE]
