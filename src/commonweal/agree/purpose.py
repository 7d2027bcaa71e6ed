"""The closed list of purposes.

DPV 2 (`https://w3id.org/dpv#`) has an exact term for research. For the others it has only wider
ones (disaster response and humanitarian analysis lie under `dpv:PublicBenefit`, trade facilitation
under `dpv:ImprovePublicServices`, customs risk analysis under `dpv:ProtectionOfPublicSecurity`);
a wider term would allow more than was agreed, so these carry a name of our own,
`urn:commonweal:purpose:...`, which nobody needs to look up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from commonweal.model.errors import UnknownTerm

_OWN = "urn:commonweal:purpose:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why data may be used: our code, the words people read, the IRI machines read."""

    code: str
    words: str
    iri: str


def _own(code: str) -> Purpose:
    return Purpose(code=code, words=code.replace("-", " "), iri=f"{_OWN}{code}")


_ALL = (
    _own("disaster-response"),
    _own("humanitarian-analysis"),
    _own("trade-facilitation"),
    _own("customs-risk-analysis"),
    _own("origin-certification"),
    Purpose(code="research", words="research", iri="https://w3id.org/dpv#ScientificResearch"),
)

PURPOSES: Mapping[str, Purpose] = MappingProxyType({each.code: each for each in _ALL})
"""Every purpose an agreement can name, by code."""

_BY_IRI = MappingProxyType({each.iri: each for each in _ALL})


def purpose(code: str) -> Purpose:
    """The purpose of that code. Raises UnknownTerm."""
    if code not in PURPOSES:
        raise UnknownTerm(field="purpose", got=code, known=PURPOSES.keys())
    return PURPOSES[code]


def purpose_at(iri: str) -> Purpose:
    """The purpose of that IRI. Raises UnknownTerm."""
    if iri not in _BY_IRI:
        raise UnknownTerm(field="purpose", got=iri, known=_BY_IRI.keys())
    return _BY_IRI[iri]
