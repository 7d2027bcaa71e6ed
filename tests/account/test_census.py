from collections.abc import Iterable

import pytest

from commonweal.account.census import Latest, Told, merged, remember, verify_records
from commonweal.account.verification import verify_log
from commonweal.model.errors import Tampered
from commonweal.model.evidence import Subject
from commonweal.model.ids import PartyId
from tests.account.logs import OWNER, entry, log, logged

THERE = PartyId("par_there")


def told(version: int, digest: str, *, log: PartyId = OWNER, seq: int = 0) -> Told:
    return Told(version=version, digest=digest, log=log, seq=seq)


def stored(id: str, version: int, digest: str, type: str = "grant") -> tuple[Subject, str]:
    return Subject(type=type, id=id, version=version), digest


LATEST: Latest = {
    ("grant", "gra_1"): told(2, "aa", seq=5),
    ("party", "par_1"): told(1, "bb", seq=2),
}
FITTING = [stored("gra_1", 2, "aa"), stored("par_1", 1, "bb", "party")]


def refusal(census: Iterable[tuple[Subject, str]], latest: Latest = LATEST) -> Tampered:
    with pytest.raises(Tampered) as caught:
        verify_records(latest, census)
    return caught.value


def test_records_that_are_as_the_logs_tell_fit_in_any_order() -> None:
    assert verify_records(LATEST, iter(FITTING)) == 2
    assert verify_records(LATEST, FITTING[::-1]) == 2
    assert verify_records({}, ()) == 0


def test_a_record_edited_behind_the_log_is_named() -> None:
    caught = refusal([FITTING[1], stored("gra_1", 2, "cc")])
    assert caught.detail == (
        "The grant gra_1 is not what entry 5 of the log of par_ncell tells: its digest differs."
    )
    assert caught.fields == {"log": OWNER, "entry": 5}


@pytest.mark.parametrize("version", [1, 3])
def test_a_record_of_another_version_is_named(version: int) -> None:
    caught = refusal([stored("gra_1", version, "aa")])
    assert f"is stored at version {version}, but entry 5" in caught.detail


def test_a_record_that_no_log_tells_of_is_named() -> None:
    caught = refusal([*FITTING, stored("gra_9", 1, "aa")])
    assert caught.detail == "The grant gra_9 is stored, but no log tells of it."
    assert caught.fields == {"type": "grant", "id": "gra_9"}


def test_a_record_stored_twice_is_named() -> None:
    assert "gra_1 is stored, but no log" in refusal([*FITTING, FITTING[0]]).detail


def test_the_first_missing_record_is_named() -> None:
    assert refusal([]).fields == {"log": OWNER, "entry": 2}
    assert "The party par_1 is missing" in refusal([]).detail
    assert "The grant gra_1 is missing" in refusal(FITTING[1:]).detail


def test_the_newest_version_over_all_logs_of_the_node_counts() -> None:
    here = {("grant", "gra_1"): told(3, "cc", seq=9)}
    there = {("grant", "gra_1"): told(2, "bb", log=THERE), ("party", "p"): told(1, "dd", log=THERE)}
    assert merged([here, there]) == merged([there, here])
    assert merged([here, there])["grant", "gra_1"].version == 3
    assert len(merged([here, there])) == 2


def test_two_logs_may_tell_of_one_version_in_the_same_words_only() -> None:
    here = {("grant", "gra_1"): told(3, "cc", seq=9)}
    assert merged([here, {("grant", "gra_1"): told(3, "cc", log=THERE)}]) == here
    with pytest.raises(Tampered, match="with different digests"):
        merged([here, {("grant", "gra_1"): told(3, "dd", log=THERE)}])


def test_an_entry_about_no_stored_record_tells_nothing() -> None:
    latest: dict[tuple[str, str], Told] = {}
    remember(latest, entry(0, digest=""))
    assert latest == {}


def test_a_verified_log_tells_what_its_records_are() -> None:
    about = [Subject(type="grant", id="gra_1", version=version) for version in (1, 2)]
    entries = [entry(seq, subject=subject) for seq, subject in enumerate(about)]
    latest = verify_log(log(logged(entries))).latest
    assert latest == {("grant", "gra_1"): told(2, f"{1:064x}", seq=1)}
    assert verify_records(latest, [stored("gra_1", 2, f"{1:064x}")]) == 1
