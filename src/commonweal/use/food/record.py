"""A checked event as a value: what the lane reasons about, each in its own field."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from commonweal.use.food.event import Action, ErrorDeclaration, Event, EventKind, LotQuantity
from commonweal.use.food.eventhash import event_hash
from commonweal.use.food.form import Canon, instant_of
from commonweal.use.food.vocabulary import (
    BUSINESS_STEP,
    ERROR_REASON,
    PARTY_TYPE,
    Vocabulary,
)


def event_of(event: Mapping[str, Canon], *, file: str, index: int) -> Event:
    """The event that `structure.checked` found good, as the lane reasons about it."""
    kind = EventKind(_text(event, "type"))
    return Event(
        hash=event_hash(event),
        id=_text(event, "eventID"),
        kind=kind,
        action=Action(_text(event, "action")) if "action" in event else None,
        at=instant_of(_text(event, "eventTime")),
        offset=_text(event, "eventTimeZoneOffset"),
        biz_step=BUSINESS_STEP.bare(_text(event, "bizStep")),
        read_point=_text(_below(event, "readPoint"), "id"),
        biz_location=_text(_below(event, "bizLocation"), "id"),
        parent=_text(event, "parentID"),
        objects=(
            *_lots(event, "epcList", "quantityList"),
            *_lots(event, "childEPCs", "childQuantityList"),
        ),
        inputs=_lots(event, "inputEPCList", "inputQuantityList"),
        outputs=_lots(event, "outputEPCList", "outputQuantityList"),
        sources=_typed(event, "source", PARTY_TYPE),
        destinations=_typed(event, "destination", PARTY_TYPE),
        facts=_facts(event),
        error=_error(event),
        file=file,
        index=index,
    )


def _lots(event: Mapping[str, Canon], things: str, amounts: str) -> tuple[LotQuantity, ...]:
    """A thing once, in however many spellings it was listed; amounts as often as they stand."""
    once = dict.fromkeys(map(str, event.get(things, ())))
    listed = cast("list[Mapping[str, Canon]]", event.get(amounts, []))
    return (*(LotQuantity(lot=each) for each in once), *map(_lot, listed))


def _lot(each: Mapping[str, Canon]) -> LotQuantity:
    return LotQuantity(
        lot=_text(each, "epcClass"),
        amount=Decimal(_text(each, "quantity")) if "quantity" in each else None,
        unit=_text(each, "uom"),
    )


def _typed(event: Mapping[str, Canon], name: str, words: Vocabulary) -> tuple[tuple[str, str], ...]:
    listed = cast("list[dict[str, Canon]]", event.get(f"{name}List", []))
    return tuple((words.bare(_text(each, "type")), _text(each, name)) for each in listed)


def _error(event: Mapping[str, Canon]) -> ErrorDeclaration | None:
    if "errorDeclaration" not in event:
        return None
    error = _below(event, "errorDeclaration")
    return ErrorDeclaration(
        at=instant_of(_text(error, "declarationTime")),
        reason=ERROR_REASON.bare(_text(error, "reason")),
        corrective_ids=tuple(map(str, error.get("correctiveEventIDs", ()))),
    )


def _facts(event: Mapping[str, Canon]) -> dict[str, str]:
    """Instance and lot master data first; a local name that is taken gives way to the full one."""
    found: dict[str, str] = {}
    others = {name: each for name, each in event.items() if name.startswith("{")}
    for values in (_below(event, "ilmd"), others):
        for name, each in values.items():
            local = name.rpartition("}")[2]
            found[name if local in found else local] = _flat(each)
    return found


def _flat(value: Canon) -> str:
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    if isinstance(value, dict):
        return "; ".join(
            f"{name.rpartition('}')[2]}: {_flat(each)}" for name, each in value.items()
        )
    return value


def _text(values: Mapping[str, Canon], name: str) -> str:
    return cast("str", values.get(name, ""))


def _below(values: Mapping[str, Canon], name: str) -> Mapping[str, Canon]:
    return cast("Mapping[str, Canon]", values.get(name, {}))
