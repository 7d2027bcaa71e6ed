"""Opening the records of a node."""

import re

import pytest

from commonweal.adapters.records import Store
from commonweal.model.errors import Invalid, Unavailable, UnknownTerm
from tests.records.builders import opened


def test_a_node_gets_a_name_at_first_opening_and_keeps_it(store: Store, url: str) -> None:
    assert re.fullmatch(r"node-[a-z2-7]{8}", store.logs.node)
    again = opened(url)
    assert again.logs.node == store.logs.node
    again.close()


def test_a_node_can_be_named_once(url: str) -> None:
    first = opened(url, node="customs.example")
    assert first.logs.node == "customs.example"
    again = opened(url, node="customs.example")
    again.close()
    with pytest.raises(Invalid, match="not 'other'"):
        opened(url, node="other")
    first.close()


@pytest.mark.parametrize("name", ["two words", "a+b", "Upper", "-a", "a/b", "x" * 64, "é", "a\n"])
def test_a_name_that_no_signed_note_can_carry_is_refused(url: str, name: str) -> None:
    with pytest.raises(Invalid, match="cannot be the name of a node"):
        opened(url, node=name)


@pytest.mark.parametrize("address", ["", "records.db", "://"])
def test_what_is_no_url_is_said_so(address: str) -> None:
    with pytest.raises(Invalid, match="not a URL"):
        opened(address)


def test_a_database_we_do_not_speak_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownTerm, match="mysql") as refused:
        opened("mysql://somewhere/name")
    assert "postgresql" in refused.value.hint


@pytest.mark.parametrize(
    "address", ["sqlite:////nowhere/at/all/records.db", "postgresql://me@/x?host=/nowhere"]
)
def test_a_database_that_is_not_there_is_unavailable(address: str) -> None:
    with pytest.raises(Unavailable) as refused:
        opened(address)
    assert refused.value.hint
