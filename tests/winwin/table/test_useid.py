"""What uses are called."""

from commonweal.model.ids import PartyId
from commonweal.winwin.table.useid import Naming, use_ids


def naming(element: str, word: str, own: str = "") -> Naming:
    return Naming(own=own, element=element, user=PartyId(f"par_{word}"), word=word)


def test_a_use_is_called_by_its_element_and_its_user_whatever_they_hold() -> None:
    assert use_ids([naming("calls", "mappers"), naming("nl:calls", "did:web:x")]) == (
        "calls:mappers",
        "nl:calls:did:web:x",
    )


def test_two_that_would_be_called_the_same_are_called_by_their_pairs_in_any_order() -> None:
    both = [naming("a:b", "c"), naming("a", "b:c")]
    assert use_ids(both) == ('["a:b", "c"]', '["a", "b:c"]')
    assert use_ids(both[::-1]) == use_ids(both)[::-1]


def test_an_id_of_its_own_stays_and_another_use_gives_way() -> None:
    assert use_ids([naming("a", "b:c", own="a:b:c"), naming("a:b", "c")]) == (
        "a:b:c",
        '["a:b", "c"]',
    )


def test_one_pair_twice_is_one_id_twice() -> None:
    assert use_ids([naming("a", "b")] * 2) == ("a:b", "a:b")
