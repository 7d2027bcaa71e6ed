"""A first picture that nobody sees, so that the first one somebody sees is there at once."""

from contextlib import suppress
from pathlib import Path
from threading import Thread

from commonweal.adapters.pictures.bundle import bundle
from commonweal.adapters.pictures.press import press
from commonweal.model.errors import CommonwealError
from commonweal.model.figure import Bar, Bars, Caption

FIRST = Bars(
    name="first",
    caption=Caption(title="A first picture", source="commonweal"),
    bars=(Bar(category="a", series="a", value=1.0),),
    most=1.0,
)


def warmed(folder: Path) -> Thread:
    """Start the process that draws, and make the script below `folder`, beside all else.

    What fails here is told by the first page that needs it.
    """
    thread = Thread(target=_warm, args=(folder,), name="pictures", daemon=True)
    thread.start()
    return thread


def _warm(folder: Path) -> None:
    with suppress(CommonwealError, OSError):
        press().pictures(FIRST, FIRST.name)
        bundle(folder)
