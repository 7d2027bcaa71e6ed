"""Names that we give: every id is ours, a ULID with a prefix of its kind."""

from datetime import datetime
from typing import NewType

PartyId = NewType("PartyId", str)
PersonId = NewType("PersonId", str)
KeyId = NewType("KeyId", str)
CollaborationId = NewType("CollaborationId", str)
DatasetId = NewType("DatasetId", str)
QuestionnaireId = NewType("QuestionnaireId", str)
AssessmentId = NewType("AssessmentId", str)
RemarkId = NewType("RemarkId", str)
SurroundingsId = NewType("SurroundingsId", str)
OffersId = NewType("OffersId", str)
PackageId = NewType("PackageId", str)
FrontierId = NewType("FrontierId", str)
LimitId = NewType("LimitId", str)
ApprovalId = NewType("ApprovalId", str)
ExplanationId = NewType("ExplanationId", str)
OverrideId = NewType("OverrideId", str)
TrackId = NewType("TrackId", str)
AgreementId = NewType("AgreementId", str)
ClauseId = NewType("ClauseId", str)
GrantId = NewType("GrantId", str)
RefusalId = NewType("RefusalId", str)
DeliveryId = NewType("DeliveryId", str)
ReleaseId = NewType("ReleaseId", str)
ReturnId = NewType("ReturnId", str)
MessageId = NewType("MessageId", str)
JobId = NewType("JobId", str)

LONGEST_ID = 64
"""Characters of an id."""
ID_FORM = f"^[A-Za-z0-9_-]{{1,{LONGEST_ID}}}$"
"""What is taken for an id from outside, as a regular expression: a drop is named so, too."""

PREFIXES = {
    "party": "par",
    "person": "per",
    "key": "key",
    "collaboration": "col",
    "dataset": "dat",
    "questionnaire": "que",
    "assessment": "ass",
    "remark": "rem",
    "surroundings": "sur",
    "offers": "off",
    "package": "pac",
    "frontier": "fro",
    "limit": "lim",
    "approval": "app",
    "explanation": "exp",
    "override": "ovr",
    "track": "tra",
    "agreement": "agr",
    "grant": "gra",
    "refusal": "ref",
    "delivery": "del",
    "release": "rel",
    "return": "ret",
    "message": "msg",
    "job": "job",
}
"""The prefix of each kind of id; a test holds them distinct."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ENTROPY_BYTES = 10


def ulid(kind: str, at: datetime, entropy: bytes) -> str:
    """A new id such as `agr_01J...`: 48 bits of milliseconds, 80 bits of `entropy`.

    Source: the ULID specification (Crockford base 32, sorts by time).
    """
    if len(entropy) != _ENTROPY_BYTES:
        raise ValueError(f"entropy must be {_ENTROPY_BYTES} bytes")
    number = (int(at.timestamp() * 1000) << 80) | int.from_bytes(entropy, "big")
    letters = [_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5)]
    return f"{PREFIXES[kind]}_{''.join(letters)}"
