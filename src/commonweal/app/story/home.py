"""The home of a demo: made for it, and replaced only if it was."""

from pathlib import Path
from shutil import rmtree

from commonweal.app.settings import DEMO
from commonweal.model.errors import Conflict, Unavailable


def fresh_home(home: Path, *, again: bool) -> None:
    """A home for the demo; an earlier demo is moved aside first, so that none is half removed.

    Raises:
        Conflict: something is there that may not be replaced.
        Unavailable: the place cannot be written.
    """
    _check_replaceable(home, again=again)
    aside = home.with_name(f"{home.name}.before")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        rmtree(aside, ignore_errors=True)
        if home.exists():
            home.rename(aside)
        home.mkdir(mode=0o700)
        (home / DEMO).write_text("This home was made by `weal demo`.\n", encoding="utf-8")
    except OSError as gap:
        raise Unavailable(
            detail=f"The home {home} cannot be written: {gap.strerror or gap}.",
            hint="Choose another with --home DIR.",
        ) from gap
    rmtree(aside, ignore_errors=True)


def _check_replaceable(home: Path, *, again: bool) -> None:
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    if not (home / DEMO).is_file():
        raise Conflict(
            detail=f"{home} holds something that is not a demo.",
            hint="Choose another with --home DIR.",
        )
    if not again:
        raise Conflict(
            detail=f"{home} holds a demo already.",
            hint="Look at it with --home, or make it anew with --again.",
        )
