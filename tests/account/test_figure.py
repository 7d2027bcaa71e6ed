from datetime import UTC, datetime, timedelta

from commonweal.account.figure import chain
from commonweal.model.evidence import Entry, Kind, Subject
from commonweal.model.ids import PartyId

START = datetime(2015, 4, 25, 23, tzinfo=UTC)


def entry(seq: int) -> Entry:
    return Entry(
        v=1,
        seq=seq,
        at=START + timedelta(hours=seq),
        kind=Kind.VAULT_KEY_DESTROYED,
        actor="person",
        party=PartyId("par_1"),
        collaboration="col_1",
        subject=Subject(type="agreement", id="agr_1", version=1),
        digest="",
        facts=(("secret", "of the facts"),),
    )


def test_every_entry_is_a_link_with_its_number_words_and_the_start_of_its_hash() -> None:
    found = chain(((entry(seq), "ab" * 32, seq == 2) for seq in range(3)), "The log of A")
    assert [link.number for link in found.links] == [0, 1, 2]
    assert [link.sealed for link in found.links] == [False, False, True]
    assert found.links[0].text == "agree: vault key destroyed"
    assert found.links[0].hash == "abababababab"
    assert found.caption.title == "The log of A"
    assert found.caption.on == "2015-04-25 to 2015-04-26"
    assert "secret" not in str(found)


def test_an_empty_log_is_a_chain_without_links() -> None:
    assert chain((), "The log of A").links == ()
