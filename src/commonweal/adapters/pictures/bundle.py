"""The one script that browsers draw with: Vega, Vega-Lite and Vega-Embed from the wheel."""

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from commonweal.adapters.pictures.press import press
from commonweal.adapters.pictures.svg import VEGA_LITE
from commonweal.adapters.privatefiles import private_folder, publish


def bundle(folder: Path) -> tuple[str, bytes]:
    """File name and content; the name holds the hash of the content, so both may be kept for ever.

    Args:
        folder: where it is kept between starts, by the version of the wheel it came from; a copy
            that is not what its name says is made anew.

    Raises Unavailable: it is not there, and the process that makes it did not answer.
    """
    place = folder / version("vl-convert-python")
    return _kept(place) or _made(place)


def script() -> str:
    """The script, as the wheel makes it: it sets `window.vegaEmbed`. About 1.3 s."""
    from vl_convert import javascript_bundle  # noqa: PLC0415  # loads an engine of its own

    made: str = javascript_bundle(None, VEGA_LITE)  # type: ignore[arg-type]  # its stub forgets None
    return made


def _kept(place: Path) -> tuple[str, bytes] | None:
    with suppress(OSError):
        for path in sorted(place.glob("vega-*.js")):
            content = path.read_bytes()
            if path.name == _named(content):
                return path.name, content
    return None


def _made(place: Path) -> tuple[str, bytes]:
    content = press().script().encode()
    name = _named(content)
    with suppress(OSError):
        publish(private_folder(place) / name, content)
    return name, content


def _named(content: bytes) -> str:
    return f"vega-{sha256(content).hexdigest()[:16]}.js"
