"""What people call alignment tracks: by the texts on the board, or by name while they have none."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from commonweal.align.track import standing
from commonweal.model.errors import Invalid
from commonweal.model.track import AlignmentTrack, quoted
from commonweal.model.winwin import Offers

Said = Mapping[str, str]
"""Name of a track -> what people call it; names without a text are not in it."""


def said(tracks: Iterable[AlignmentTrack]) -> Said:
    """The text of each name; of a name with several texts all of them, each once."""
    found: dict[str, dict[str, None]] = {}
    for each in standing(tracks):
        if each.text:
            found.setdefault(each.name, {})[each.text] = None
    return {name: "; ".join(texts) for name, texts in found.items()}


def check_called(track: AlignmentTrack, others: Iterable[AlignmentTrack]) -> None:
    """Say nothing if people can tell the track from those of other names.

    Raises Invalid: another name is called the same, or is what this one is called.
    """
    for each in standing(others) if track.text else ():
        if each.name != track.name and track.text in (each.name, each.called):
            raise Invalid(
                detail=f"Track {track.name!r} would be called {track.text!r}, as track "
                f"{each.name!r} of {each.authority} is.",
                hint="Say in other words what shall hold, so that people can tell them apart.",
                field="text",
            )


def mentioned(names: Iterable[str], said: Said) -> tuple[str, ...]:
    """These tracks within a sentence, in their order."""
    return tuple(quoted(name, said.get(name, "")) for name in names)


def worded(offers: Offers, said: Said) -> Offers:
    """The offers, their tracks called as people call them."""
    tracks = tuple(replace(each, text=said.get(each.track, "")) for each in offers.tracks)
    return offers if tracks == offers.tracks else replace(offers, tracks=tracks)
