import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.account.entry import canonical, instant, parse
from commonweal.model.errors import Invalid
from commonweal.model.evidence import Entry, Kind, Subject
from commonweal.model.ids import PartyId
from tests.account.logs import entry
from tests.scale import size

TEXTS = st.text(max_size=12)
COUNTS = st.integers(min_value=0, max_value=2**53 - 1)
SCALARS = TEXTS | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
SUBJECTS = st.builds(Subject, type=TEXTS, id=TEXTS, version=COUNTS)
ENTRIES = st.builds(
    Entry,
    v=st.just(1),
    seq=COUNTS,
    at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    kind=st.sampled_from(Kind),
    actor=TEXTS,
    party=TEXTS.map(PartyId),
    collaboration=TEXTS,
    subject=SUBJECTS,
    digest=TEXTS,
    facts=st.dictionaries(TEXTS, SCALARS, max_size=5).map(
        lambda facts: tuple(sorted(facts.items(), key=lambda fact: fact[0].encode("utf-16-be")))
    ),
)
BODY = canonical(entry(7))


@given(ENTRIES)
@settings(max_examples=size(quick=200, ci=2000, full=20000), deadline=None)
def test_an_entry_comes_back_from_its_bytes(one: Entry) -> None:
    assert parse(canonical(one)) == one


@given(ENTRIES, st.booleans(), st.integers(min_value=1, max_value=4))
@settings(max_examples=size(quick=100, ci=1000, full=10000), deadline=None)
def test_other_spellings_of_an_entry_are_refused(one: Entry, ascii: bool, indent: int) -> None:
    read = json.loads(canonical(one))
    spelled = json.dumps(read, ensure_ascii=ascii, indent=indent).encode()
    with pytest.raises(Invalid, match="no evidence entry"):
        parse(spelled)


def test_canonical_bytes_are_those_of_rfc_8785() -> None:
    read = json.loads(BODY)
    assert rfc8785.dumps(read) == BODY
    assert BODY.startswith(b'{"actor":"per_ram","at":"2015-04-25T06:11:07.000000Z","collab')


def test_names_beyond_the_basic_plane_are_ordered_by_utf_16() -> None:
    facts = (("\U0001f600", 1), ("\ufb01", 2))
    body = canonical(entry(0, facts=facts))
    assert body.index("\U0001f600".encode()) < body.index("\ufb01".encode())
    assert parse(body).facts == facts


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a field too many": lambda read: read.update(extra=1),
    "a field missing": lambda read: read.pop("digest"),
    "an unknown kind": lambda read: read.update(kind="share.stolen"),
    "an unknown version": lambda read: read.update(v=2),
    "a number as text": lambda read: read.update(seq="7"),
    "a fraction": lambda read: read.update(seq=7.5),
    "a truth value": lambda read: read.update(seq=True),
    "a negative position": lambda read: read.update(seq=-1),
    "a number beyond 53 bits": lambda read: read.update(facts={"count": 2**53}),
    "a nested fact": lambda read: read.update(facts={"count": {"more": 1}}),
    "nothing for a fact": lambda read: read.update(facts={"count": None}),
    "a time of another zone": lambda read: read.update(at="2015-04-25T11:56:00.000000+05:45"),
    "a time without zone": lambda read: read.update(at="2015-04-25T06:11:07.000000"),
    "a time in words": lambda read: read.update(at="noon"),
    "a subject in words": lambda read: read.update(subject="grant"),
}


@pytest.mark.parametrize("tamper", HOSTILE.values(), ids=HOSTILE.keys())
def test_bytes_that_are_no_entry_are_refused(tamper: Callable[[dict[str, Any]], object]) -> None:
    read = json.loads(BODY)
    tamper(read)
    with pytest.raises(Invalid, match="no evidence entry"):
        parse(json.dumps(read, sort_keys=True, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        BODY[:-1],
        BODY + b"\n",
        BODY + BODY,
        b"\xef\xbb\xbf" + BODY,
        BODY.replace(b"per_ram", b"\xff"),
        BODY.replace(b"per_ram", b"\\ud800"),
        BODY.replace(b"per_ram", b"p\\u0065r_ram"),
        BODY.replace(b'"seq":7', b'"seq":7,"seq":7'),
        BODY.replace(b'"seq":7', b'"seq":07'),
        BODY.replace(b'"seq":7', b'"seq":7.0'),
        BODY.replace(b'"seq":7', b'"seq":7e0'),
        BODY.replace(b'"count":1', b'"count":1,"count":1'),
        BODY.replace(b'"count":1', b'"z":1,"a":1'),
        BODY.replace(b'"count":1', b'"count":' + b"[" * 100_000),
        BODY.replace(b"per_ram", b"x" * 2_000_000),
    ],
    ids=lambda body: repr(body[:12]) + str(len(body)),
)
def test_broken_or_doubled_json_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid, match="no evidence entry"):
        parse(body)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_bring_parsing_down(body: bytes) -> None:
    with pytest.raises(Invalid):
        parse(body)


def test_an_instant_is_written_in_utc_with_microseconds() -> None:
    nepal = timezone(timedelta(hours=5, minutes=45))
    assert instant(datetime(2015, 4, 25, 11, 56, tzinfo=nepal)) == "2015-04-25T06:11:00.000000Z"


def test_the_same_instant_in_another_zone_gives_the_same_bytes() -> None:
    one = entry(3)
    local = one.at.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert canonical(replace(one, at=local)) == canonical(one)
