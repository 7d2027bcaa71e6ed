"""Where plain files may go: a new or empty folder, so that nothing is overwritten."""

from pathlib import Path

from commonweal.model.errors import Invalid


def check_free(out: Path | None) -> None:
    """Say nothing if nothing lies at `out`. Raises Invalid for a file or a folder with files."""
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Invalid(
            detail=f"{out} is there already and not an empty folder.",
            hint="Give a new or empty folder: nothing is overwritten.",
        )
