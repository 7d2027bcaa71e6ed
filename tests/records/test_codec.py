"""Records as canonical JSON and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.adapters.records.codec import decode, encode, fresh_salt, salted_digest
from commonweal.model.assessment import Assessment
from commonweal.model.change import NOUNS, Record
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, Tampered
from commonweal.model.party import Party
from commonweal.model.track import AlignmentTrack
from tests.records.builders import assessment, collaboration, everything, package, party
from tests.records.strategies import values
from tests.scale import size


@pytest.mark.parametrize("kind", NOUNS, ids=NOUNS.get)
@settings(max_examples=size(quick=15, ci=100, full=2000), deadline=None)
@given(data=st.data())
def test_every_record_comes_back_equal_and_its_text_is_stable(
    kind: type[Record], data: st.DataObject
) -> None:
    record = data.draw(values(kind))
    body = encode(record)
    again = decode(kind, NOUNS[kind], record.id, body)
    assert again == record
    assert encode(again) == body


def test_a_set_is_written_in_one_order() -> None:
    roles = json.loads(encode(collaboration()))["members"][0]["roles"]
    assert roles == sorted(roles)


def test_whole_floats_come_back_as_floats() -> None:
    found = decode(type(package()), "package", "pac_1", encode(package(public_value=1e16)))
    assert type(found.public_value) is float


def test_the_digest_of_a_record_says_nothing_without_its_salt() -> None:
    body = encode(party())
    assert salted_digest(fresh_salt(), body) != salted_digest(fresh_salt(), body)


@pytest.mark.parametrize("body", ["", "{}", "[1]", "null", '{"id":1}', "\udcff", "[" * 100_000])
def test_a_body_of_another_shape_is_tampered(body: str) -> None:
    with pytest.raises(Tampered, match="party par_1") as refused:
        decode(Party, "party", "par_1", body)
    assert "weal account verify" in refused.value.hint


@pytest.mark.parametrize(
    "record",
    [package(public_value=float("nan")), package(public_value=float("inf")), party(name="\ud800")],
)
def test_what_json_cannot_carry_is_refused_before_it_is_written(record: Record) -> None:
    with pytest.raises(Invalid, match="cannot be written"):
        encode(record)


def test_the_builders_have_every_kind() -> None:
    assert {type(record) for record in everything()} == set(NOUNS)


def test_an_assessment_and_an_event_of_an_earlier_program_are_read() -> None:
    fresh = {"motives", "entered_by", "framework", "withdrawn"}
    body = json.loads(encode(assessment()))
    old = {name: value for name, value in body.items() if name not in fresh}
    assert old.keys() < body.keys()
    assert decode(Assessment, "assessment", body["id"], json.dumps(old)) == assessment()
    held = json.loads(encode(collaboration()))
    for event in held["events"]:
        for name in ("askers", "asked", "public"):
            del event[name]
    assert decode(Collaboration, "collaboration", held["id"], json.dumps(held)) == collaboration()


def test_a_track_that_was_stored_before_tracks_had_texts_is_called_by_its_name() -> None:
    (track,) = (each for each in everything() if isinstance(each, AlignmentTrack))
    body = json.loads(encode(track))
    del body["text"]
    assert decode(AlignmentTrack, "track", track.id, json.dumps(body)).called == track.name
