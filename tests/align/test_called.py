"""What people call alignment tracks."""

from commonweal.align.called import mentioned, said
from commonweal.model.track import TrackState
from tests.align.builders import track


def test_a_track_is_called_by_its_text_and_by_its_name_while_it_has_none() -> None:
    assert track("law", text="Papers may be given").called == "Papers may be given"
    assert track("law").called == "law"


def test_within_a_sentence_a_text_stands_in_quotes_and_a_name_does_not() -> None:
    board = [track("law", text="Papers may be given, by law"), track("link")]
    assert mentioned(("law", "link", "later"), said(board)) == (
        "“Papers may be given, by law”",
        "link",
        "later",
    )


def test_a_name_with_several_authorities_is_called_by_each_of_their_texts_once() -> None:
    board = [
        track("visit", text="Inspected together"),
        track("visit", country="KE", text="Inspected together"),
        track("visit", country="BE", text="Inspected at the border"),
        track("visit", country="DE"),
        track("visit", TrackState.DROPPED, country="FR", text="Never mind"),
    ]
    assert said(board) == {"visit": "Inspected together; Inspected at the border"}
