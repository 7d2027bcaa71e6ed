"""Who a paper names: parties in UBL, with the ids that customs knows (EORI, VAT, GLN)."""

from collections.abc import Iterator

from commonweal.use.trade.consignment import Known, TradeParty
from commonweal.use.trade.paper.place import Place

GLN = frozenset({"GLN", "0088"})
"""The scheme of a GLN: its name, and its ISO 6523 code."""


def party(place: Place | None, role: str) -> tuple[TradeParty, ...]:
    """The party of a `cac:Party` or its like; nothing where there is none or it says nothing."""
    if place is None:
        return ()
    name = place.text("cac:PartyName", "cbc:Name") or place.text(
        "cac:PartyLegalEntity", "cbc:RegistrationName"
    )
    ids = tuple({each.value: each for each in _ids(place)}.values())
    return (TradeParty(role=role, name=name, ids=ids),) if name or ids else ()


def _ids(place: Place) -> Iterator[Known[str]]:
    found = [each.text("cbc:ID") for each in place.each("cac:PartyIdentification")]
    found += [each.text("cbc:CompanyID") for each in place.each("cac:PartyTaxScheme")]
    endpoint = place.one("cbc:EndpointID")
    if endpoint and endpoint.element.get("schemeID") in GLN:
        found.append(place.text("cbc:EndpointID"))
    yield from (each for each in found if each)
