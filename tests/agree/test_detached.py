import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.agree.detached import opened, parse_signature, signature_text
from commonweal.agree.sign import canonical
from commonweal.model.agreement import Agreement, Signature
from commonweal.model.errors import CommonwealError, Invalid, Tampered, UnknownTerm
from commonweal.model.ids import KeyId
from tests.agree.builders import USER, agreement, agreements
from tests.scale import size

FILE = canonical(agreement())


@given(made=agreements())
def test_the_signer_reads_what_everyone_signs(made: Agreement) -> None:
    assert canonical(opened(canonical(made))) == canonical(made)


@settings(max_examples=size(quick=200, ci=3000, full=20000), deadline=None)
@given(at=st.integers(0, len(FILE) * 8 - 1))
def test_one_bit_changed_is_refused_or_shows_as_another_agreement(at: int) -> None:
    data = bytearray(FILE)
    data[at // 8] ^= 1 << at % 8
    try:
        found = opened(bytes(data))
    except CommonwealError:
        return
    assert found != agreement()
    assert canonical(found) == bytes(data)


def _edited(**changes: object) -> bytes:
    return rfc8785.dumps({**json.loads(FILE), **changes})  # type: ignore[dict-item]  # test values


def test_a_policy_that_is_not_that_of_the_clauses_is_tampered() -> None:
    odrl = json.loads(FILE)["odrl"]
    odrl["permission"][0]["constraint"].pop()
    with pytest.raises(Tampered, match="not what its clauses give"):
        opened(_edited(odrl=odrl))


def test_instants_that_are_not_those_of_the_days_are_tampered() -> None:
    term = {**json.loads(FILE)["term"], "end": "2099-01-01T00:00:00Z"}
    with pytest.raises(Tampered):
        opened(_edited(term=term))


def test_the_same_agreement_in_other_bytes_is_tampered() -> None:
    with pytest.raises(Tampered):
        opened(json.dumps(json.loads(FILE)).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"v": "commonweal/agreement/2"},
        {"v": 1},
        {"extra": "x"},
        {"parties": ["par_H"]},
        {"parties": "par_H"},
        {"parties": ["par_H", 1]},
        {"clauses": []},
        {"clauses": ["purpose"]},
        {"term": "always"},
        {"title": "turned \u202e around"},
        {"drafted": "2015-04-25"},
        {"drafted": None},
    ],
    ids=str,
)
def test_a_file_that_is_no_agreement_is_a_sentence(changes: dict[str, object]) -> None:
    with pytest.raises(Invalid) as gap:
        opened(_edited(**changes))
    assert gap.value.hint


def test_an_unknown_term_in_a_file_is_named() -> None:
    clauses = [*json.loads(FILE)["clauses"], {"id": "c99", "term": "sell", "values": []}]
    with pytest.raises(UnknownTerm, match="sell"):
        opened(_edited(clauses=clauses))


MADE = Signature(
    party=USER, key=KeyId("key_1"), at=datetime(2015, 4, 25, 7, 0, 0, 123456, UTC), value="AAAA"
)


def test_a_signature_file_reads_back_as_written() -> None:
    assert parse_signature(signature_text(MADE)) == MADE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"key"', '"Key"'),
        ('"key": "key_1"', '"key": "key_1", "key": "key_2"'),
        ('"key_1"', '"kеy_1"'),
        ('"key_1"', "1"),
        ("2015-04-25T07", "2015-04-25 07"),
        ("123456Z", "123456+00:00"),
        ('"value"', '"state": "signed", "value"'),
        ('"AAAA"', "null"),
        ("{", "["),
    ],
)
def test_a_signature_file_out_of_form_is_a_sentence(old: str, new: str) -> None:
    text = signature_text(MADE)
    assert old in text
    with pytest.raises(Invalid) as gap:
        parse_signature(text.replace(old, new, 1))
    assert gap.value.hint


def test_a_draft_comes_out_of_a_file_whatever_state_it_was_in() -> None:
    assert opened(FILE) == replace(agreement())
