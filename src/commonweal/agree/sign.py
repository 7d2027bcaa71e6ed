"""The bytes that parties sign, and whether a signature fits them.

Source: RFC 8785 for the canonical document, RFC 8032 (Ed25519) for the signature. What is signed is
our own document, never a peer's re-serialisation of it; state, signatures and counters are no part.
"""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from commonweal.agree.odrl import to_odrl
from commonweal.model.agreement import Agreement, Signature, Term
from commonweal.model.errors import Invalid, Tampered
from commonweal.model.ids import KeyId
from commonweal.model.party import Party, PartyKey
from commonweal.model.rulebook import utc

VERSION = "commonweal/agreement/1"
"""The first line of every canonical agreement: which document this is."""

_DOMAIN = b"commonweal/agreement-signature/1\x00"
_AT = "%Y-%m-%dT%H:%M:%S.%fZ"
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


def canonical(agreement: Agreement) -> bytes:
    """The canonical agreement (RFC 8785): the same promise always gives the same bytes."""
    return rfc8785.dumps(
        {
            "v": VERSION,
            "id": agreement.id,
            "collaboration": agreement.collaboration,
            "title": agreement.title,
            "parties": list(agreement.parties),
            "beneficiaries": list(agreement.beneficiaries),
            "term": _term(agreement.term),
            "clauses": [
                {"id": each.id, "term": each.term.value, "values": list(each.values)}
                for each in agreement.clauses
            ],
            "odrl": to_odrl(agreement),
            "drafted": utc(agreement.drafted),
        }
    )


def digest(agreement: Agreement) -> str:
    """SHA-256 of the canonical agreement, hex."""
    return sha256(canonical(agreement)).hexdigest()


def message(agreement: Agreement, key: KeyId, at: datetime) -> bytes:
    """What a key signs: the agreement's digest, the key's own id and the time.

    A marker of this one use stands before it. As the time is signed too, a signature cannot be
    dated back to when its key was still valid by anyone but the holder of the key.
    """
    signed = {"agreement": digest(agreement), "key": key, "at": at.astimezone(UTC).strftime(_AT)}
    return _DOMAIN + rfc8785.dumps(signed)


def check_signature(agreement: Agreement, signature: Signature, party: Party) -> None:
    """Say nothing if `party` signed this agreement with a key that was its own and valid then.

    Raises:
        Invalid: not a party, a signature of someone else, an unknown key, or not in form.
        Tampered: the key was not valid then, or the signature does not fit the text.
    """
    key = _key(agreement, signature, party)
    if not key.valid(signature.at):
        raise Tampered(
            detail=f"The key {key.id} of {party.name} was not valid at {utc(signature.at)}.",
            hint="Sign with the key that is valid now.",
        )
    public = Ed25519PublicKey.from_public_bytes(_bytes(key.public, _KEY_BYTES, "key"))
    signed = message(agreement, signature.key, signature.at)
    try:
        public.verify(_bytes(signature.value, _SIGNATURE_BYTES, "signature"), signed)
    except InvalidSignature as gap:
        raise Tampered(
            detail=f"The signature of {party.name} does not fit the agreement {agreement.id}.",
            hint="Text, key or signature was changed. Export the agreement again and sign that.",
        ) from gap


def signature_value(raw: bytes) -> str:
    """The 64 bytes of a signature as an agreement keeps them (base64)."""
    return b64encode(raw).decode("ascii")


def _term(term: Term) -> dict[str, str]:
    return {
        "first_day": term.first_day.isoformat(),
        "last_day": term.last_day.isoformat(),
        "zone": term.zone,
        "start": utc(term.start),
        "end": utc(term.end),
    }


def _key(agreement: Agreement, signature: Signature, party: Party) -> PartyKey:
    if party.id not in agreement.parties or signature.party != party.id:
        raise Invalid(
            detail=f"The signature of {signature.party} is not one of {party.name} as a party.",
            hint=f"The parties are: {', '.join(agreement.parties)}.",
            field="party",
        )
    key = party.key(signature.key)
    if key is None:
        raise Invalid(
            detail=f"{party.name} has no key {signature.key}.",
            hint=f"Its keys: {', '.join(each.id for each in party.keys)}.",
            field="key",
        )
    return key


def _bytes(text: str, length: int, what: str) -> bytes:
    try:
        raw = b64decode(text, validate=True)
    except ValueError as gap:
        raise _not_bytes(what, length) from gap
    if len(raw) != length or b64encode(raw).decode("ascii") != text:
        raise _not_bytes(what, length)
    return raw


def _not_bytes(what: str, length: int) -> Invalid:
    return Invalid(
        detail=f"The {what} is not the base64 of {length} bytes.",
        hint="Give it as it was made.",
        field=what,
    )
