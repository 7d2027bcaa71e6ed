"""Tracks as a document found them."""

from typing import Any

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.track import TrackKind, TrackState
from commonweal.winwin.table.track import listed_tracks

WHOLE = {"id": "consent", "kind": "legal", "authority": "Council", "country": "NL", "state": "done"}


def read(*tracks: object) -> Any:
    return listed_tracks({"tracks": list(tracks)})


def test_a_track_is_told_with_its_authority() -> None:
    (found,) = read(WHOLE)
    assert (found.name, found.kind, found.authority) == ("consent", TrackKind.LEGAL, "Council")
    assert (found.country, found.state) == ("NL", TrackState.DONE)
    (short,) = read({"track": "consent", "kind": "it", "authority": "Council"})
    assert (short.name, short.country, short.state, short.text) == ("consent", "", None, "")
    (worded,) = read({**WHOLE, "text": "Maps may be  published"})
    assert worded.text == "Maps may be published"


def test_a_track_that_says_nothing_of_it_is_left_to_the_board() -> None:
    assert read({"id": "consent", "cost": 3}) == ()
    assert listed_tracks({}) == ()


@pytest.mark.parametrize(
    "track",
    [
        3,
        {},
        {"kind": "legal"},
        {**WHOLE, "track": "consent"},
        {**WHOLE, "kind": "political"},
        {**WHOLE, "state": "dropped"},
        {**WHOLE, "authority": ""},
        {**WHOLE, "country": 31},
        {"id": "consent", "state": "done"},
        {"id": "consent", "kind": "legal"},
        {"id": "consent", "authority": "Council"},
        {"id": "consent", "text": "Maps may be published"},
        {**WHOLE, "text": "Maps \u202emay be published"},
        {**WHOLE, "text": "m" * 201},
    ],
    ids=str,
)
def test_a_part_of_it_or_a_wrong_word_is_a_sentence(track: object) -> None:
    with pytest.raises(Invalid, match=r"tracks\[0\]") as refused:
        read(track)
    assert refused.value.hint
