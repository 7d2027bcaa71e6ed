import json
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given

from commonweal.agree.clause import clause
from commonweal.agree.sign import canonical, check_signature, digest, message, signature_value
from commonweal.model.agreement import Agreement, AgreementState, ClauseTerm, Signature
from commonweal.model.errors import Invalid, Tampered
from commonweal.model.ids import AgreementId, ClauseId, CollaborationId, KeyId, PartyId
from commonweal.model.party import Party, PartyKey, PartyKind
from tests.agree.builders import DRAFTED, HOLDER, OTHER, TERM, USER, agreement, agreements

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = KeyId("key_U")
LATER = DRAFTED + timedelta(hours=1)


def party(id: PartyId = USER, *, key: KeyId = KEY) -> Party:
    public = b64encode(PRIVATE.public_key().public_bytes_raw()).decode()
    keys = (PartyKey(id=key, public=public, since=DRAFTED),)
    return Party(id=id, name="Flowminder", kind=PartyKind.NGO, hosted=False, keys=keys)


def signed(found: Agreement) -> Signature:
    raw = PRIVATE.sign(message(found, KEY, LATER))
    return Signature(party=USER, key=KEY, at=LATER, value=signature_value(raw))


def test_a_signature_by_a_partys_valid_key_fits() -> None:
    check_signature(agreement(), signed(agreement()), party())


def changed() -> dict[str, Agreement]:
    found = agreement()
    fewer = found.clauses[:-1]
    count = clause(ClauseTerm.COUNT, "3", id=ClauseId("c6"))
    return {
        "id": replace(found, id=AgreementId("agr_2")),
        "collaboration": replace(found, collaboration=CollaborationId("col_2")),
        "title": replace(found, title=f"{found.title}."),
        "parties": replace(found, parties=(*found.parties, OTHER)),
        "beneficiaries": replace(found, beneficiaries=(OTHER,)),
        "order of parties": replace(found, parties=found.parties[::-1]),
        "a clause less": replace(found, clauses=fewer),
        "order of clauses": replace(found, clauses=found.clauses[::-1]),
        "a value": replace(
            found, clauses=tuple(count if each.id == "c6" else each for each in found.clauses)
        ),
        "drafted": replace(found, drafted=DRAFTED + timedelta(seconds=1)),
    }


def test_a_signature_cannot_be_dated_back_or_moved_to_another_key() -> None:
    back = replace(signed(agreement()), at=LATER - timedelta(minutes=1))
    with pytest.raises(Tampered, match="does not fit"):
        check_signature(agreement(), back, party())
    other = KeyId("key_other")
    moved = replace(signed(agreement()), key=other)
    with pytest.raises(Tampered, match="does not fit"):
        check_signature(agreement(), moved, party(key=other))


@pytest.mark.parametrize("what", changed())
def test_any_change_of_the_text_breaks_the_signature(what: str) -> None:
    with pytest.raises(Tampered, match="does not fit"):
        check_signature(changed()[what], signed(agreement()), party())


def test_state_signatures_and_counters_are_no_part_of_what_is_signed() -> None:
    found = agreement()
    lived = replace(
        found,
        state=AgreementState.ACTIVE,
        granted=2,
        key_doomed=True,
        signatures=(signed(found),),
    )
    assert canonical(lived) == canonical(found)
    assert digest(lived) == digest(found)
    check_signature(lived, signed(found), party())


def test_a_signature_for_another_use_of_the_key_does_not_fit() -> None:
    raw = PRIVATE.sign(canonical(agreement()))
    bare = replace(signed(agreement()), value=signature_value(raw))
    with pytest.raises(Tampered):
        check_signature(agreement(), bare, party())


def test_a_key_signs_only_while_it_is_valid() -> None:
    key = party().keys[0]
    rotated = replace(party(), keys=(replace(key, until=LATER),))
    longer = replace(party(), keys=(replace(key, until=LATER + timedelta(microseconds=1)),))
    with pytest.raises(Tampered, match="not valid"):
        check_signature(agreement(), signed(agreement()), rotated)
    check_signature(agreement(), signed(agreement()), longer)
    early = replace(signed(agreement()), at=DRAFTED - timedelta(seconds=1))
    with pytest.raises(Tampered, match="not valid"):
        check_signature(agreement(), early, party())


@pytest.mark.parametrize("signer", [OTHER, HOLDER])
def test_a_signature_of_someone_else_is_refused(signer: PartyId) -> None:
    with pytest.raises(Invalid, match="not one of"):
        check_signature(agreement(), replace(signed(agreement()), party=signer), party())
    with pytest.raises(Invalid, match="not one of"):
        check_signature(agreement(), signed(agreement()), party(signer))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(Invalid, match="has no key"):
        check_signature(agreement(), signed(agreement()), party(key=KeyId("key_other")))


@pytest.mark.parametrize("value", ["", "AAAA", "not base64!", "A" * 88, "é" * 88])
def test_a_signature_not_in_form_is_a_sentence(value: str) -> None:
    with pytest.raises((Invalid, Tampered)):
        check_signature(agreement(), replace(signed(agreement()), value=value), party())


def test_a_second_base64_form_of_the_same_bytes_is_refused() -> None:
    value = signed(agreement()).value
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(value[85]) ^ 1]
    with pytest.raises(Invalid, match="base64"):
        check_signature(
            agreement(), replace(signed(agreement()), value=f"{value[:85]}{other}=="), party()
        )


@given(made=agreements())
def test_the_canonical_form_is_sorted_json_with_days_instants_and_policy(made: Agreement) -> None:
    found = json.loads(canonical(made))
    assert list(found) == sorted(found)
    assert found["term"]["zone"] == made.term.zone
    assert date.fromisoformat(found["term"]["last_day"]) == made.term.last_day
    assert found["term"]["end"] == made.term.end.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found["odrl"]["@id"].endswith(made.id)


def test_the_signed_term_is_the_term() -> None:
    found = json.loads(canonical(agreement()))
    assert found["term"]["start"] == "2015-04-25T18:15:00Z"
    assert TERM.start.isoformat() == "2015-04-25T18:15:00+00:00"
