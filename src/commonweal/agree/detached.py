"""Signing on another machine: the canonical agreement goes out, a signature comes back."""

import json
from datetime import UTC, datetime

from commonweal.agree import form
from commonweal.agree.clause import check_agreement, clause
from commonweal.agree.jsontext import Json, decoded, objects, only, parse_object, string, strings
from commonweal.agree.sign import VERSION, canonical
from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Signature, Term
from commonweal.model.errors import Invalid, Tampered, UnknownTerm
from commonweal.model.ids import AgreementId, ClauseId, CollaborationId, KeyId, PartyId
from commonweal.model.policy import instant

LARGEST_DOCUMENT = 200_000
"""Bytes of an agreement that a page or a program takes to be signed; a terminal takes more."""

_DOCUMENT = "agreement file"
_DOCUMENT_KEYS = frozenset(
    {"v", "id", "collaboration", "title", "parties", "beneficiaries", "term"}
    | {"clauses", "odrl", "drafted"}
)
_SIGNATURE = "signature file"
_SIGNATURE_KEYS = frozenset({"party", "key", "at", "value"})
_AT = "%Y-%m-%dT%H:%M:%S.%fZ"


def opened(document: bytes) -> Agreement:
    """The agreement in a canonical file, as a draft: so that its signer reads what it signs.

    Everything is checked again: the clauses, and that text, instants and policy are those that the
    clauses give on this machine.

    Raises:
        Invalid, UnknownTerm: not such a file, or an agreement that would be void.
        Tampered: not byte for byte what its clauses give.
    """
    found = parse_object(decoded(document, what=_DOCUMENT), what=_DOCUMENT)
    only(found, _DOCUMENT_KEYS, what=_DOCUMENT)
    if found.get("v") != VERSION:
        raise Invalid(
            detail=f"The {_DOCUMENT} is not a {VERSION}.",
            hint="Export it with `weal agree export --canonical`.",
            field="v",
        )
    agreement = _agreement(found)
    check_agreement(agreement)
    if canonical(agreement) != document:
        raise Tampered(
            detail=f"The file of {agreement.id} is not what its clauses give.",
            hint="Ask for a fresh export, and compare time zone data if it happens again.",
        )
    return agreement


def signature_text(signature: Signature) -> str:
    """A signature as a small JSON file: party, key, at, value."""
    return (
        json.dumps(
            {
                "party": signature.party,
                "key": signature.key,
                "at": signature.at.astimezone(UTC).strftime(_AT),
                "value": signature.value,
            },
            indent=2,
        )
        + "\n"
    )


def parse_signature(text: str) -> Signature:
    """The signature in a file from another machine; `check_signature` says whether it fits.

    Raises:
        Invalid: not such a file.
    """
    found = parse_object(text, what=_SIGNATURE)
    only(found, _SIGNATURE_KEYS, what=_SIGNATURE)
    words = {key: string(found, key, what=_SIGNATURE) for key in sorted(_SIGNATURE_KEYS)}
    form.plain_id("party", words["party"])
    form.plain_id("key", words["key"])
    return Signature(
        party=PartyId(words["party"]),
        key=KeyId(words["key"]),
        at=_moment(words["at"]),
        value=words["value"],
    )


def _agreement(found: dict[str, Json]) -> Agreement:
    drafted = string(found, "drafted", what=_DOCUMENT)
    try:
        at = instant(drafted)
    except ValueError as gap:
        raise Invalid(detail=f"{gap}.", hint="Give it as exported.", field="drafted") from gap
    return Agreement(
        id=AgreementId(string(found, "id", what=_DOCUMENT)),
        collaboration=CollaborationId(string(found, "collaboration", what=_DOCUMENT)),
        title=string(found, "title", what=_DOCUMENT),
        parties=tuple(PartyId(each) for each in strings(found, "parties", what=_DOCUMENT)),
        beneficiaries=tuple(
            PartyId(each) for each in strings(found, "beneficiaries", what=_DOCUMENT)
        ),
        clauses=tuple(_clause(each) for each in objects(found, "clauses", what=_DOCUMENT)),
        term=_term(found.get("term")),
        drafted=at,
    )


def _clause(found: dict[str, Json]) -> Clause:
    only(found, frozenset({"id", "term", "values"}), what="clause")
    word = string(found, "term", what="clause")
    known = {term.value: term for term in ClauseTerm}
    if word not in known:
        raise UnknownTerm(field="term of a clause", got=word[:80], known=known)
    id = ClauseId(string(found, "id", what="clause"))
    return clause(known[word], *strings(found, "values", what="clause"), id=id)


def _term(found: Json) -> Term:
    if not isinstance(found, dict):
        raise Invalid(
            detail=f"The {_DOCUMENT} has no term.", hint="Give it as exported.", field="term"
        )
    parts = ("first_day", "last_day", "zone")
    first, last, zone = (string(found, part, what="term") for part in parts)
    form.span("term", (first, last, zone))
    return Term(first_day=form.day("term", first), last_day=form.day("term", last), zone=zone)


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, _AT).replace(tzinfo=UTC)
    except ValueError as gap:
        raise Invalid(
            detail=f"The {_SIGNATURE} has the instant {text[:40]!r}, which is not in form.",
            hint="Write it as 2015-04-25T06:11:00.000000Z.",
            field="at",
        ) from gap
