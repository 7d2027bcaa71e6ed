"""An EPCIS 2.0 JSON document as events: EPCISDocument, EPCISQueryDocument, or bare events."""

from collections.abc import Mapping

from commonweal.use.food import form
from commonweal.use.food.event import Event, EventKind
from commonweal.use.food.form import Canon, Form
from commonweal.use.food.jsonpath import Step, shown
from commonweal.use.food.prefixes import STANDARD, Prefixes, prefixes
from commonweal.use.food.record import event_of
from commonweal.use.food.shape import Member, fields
from commonweal.use.food.strictjson import Json, parsed
from commonweal.use.food.structure import KINDS, checked
from commonweal.use.food.wrong import Wrong

_COMMENT = "_comment"
"""Fields of a document that begin so are let pass: GS1 US's published examples have one."""


def _anything(_value: Json, _known: Prefixes) -> Canon:
    return ""


_ENVELOPE: Mapping[str, Member] = {
    "@context": Member(_anything, "schema epcisDocument", needed=True),
    "id": Member(form.uri, "schema epcisDocument"),
    "epcisBody": Member(_anything, "schema epcisDocument", needed=True),
}
_VERSION = form.one_of("2.0", "2.0.0")
_DOCUMENT = fields(
    {
        **_ENVELOPE,
        "type": Member(form.one_of("EPCISDocument"), "schema epcisDocument", needed=True),
        "schemaVersion": Member(_VERSION, "schema version", needed=True),
        "creationDate": Member(form.time, "schema epcisDocument", needed=True),
        "instanceIdentifier": Member(form.text, "schema epcisDocument"),
        "sender": Member(form.text, "schema epcisDocument"),
        "receiver": Member(form.text, "schema epcisDocument"),
        "epcisHeader": Member(_anything, "schema epcisHeader"),
    },
    extensible=True,
)
_QUERY_DOCUMENT = fields(
    {
        **_ENVELOPE,
        "type": Member(form.one_of("EPCISQueryDocument"), "schema epcisQueryDocument", needed=True),
        "schemaVersion": Member(_VERSION, "schema version"),
        "creationDate": Member(form.time, "schema epcisQueryDocument"),
    },
    extensible=True,
)
_LISTS: Mapping[str, tuple[Form, tuple[str, ...]]] = {
    "EPCISDocument": (_DOCUMENT, ("epcisBody", "eventList")),
    "EPCISQueryDocument": (
        _QUERY_DOCUMENT,
        ("epcisBody", "queryResults", "resultsBody", "eventList"),
    ),
}


def events(data: bytes, file: str) -> tuple[Event, ...]:
    """The events of a document, in its order; all of them, or none.

    Raises Invalid with the file and the line or JSON path of the first thing that is wrong.
    """
    value = parsed(data, file)
    try:
        return _events(value, file)
    except Wrong as wrong:
        raise wrong.invalid(file) from None


def _events(value: Json, file: str) -> tuple[Event, ...]:
    known, listed = _listed(value)
    found = []
    for index, (path, each) in enumerate(listed):
        try:
            found.append(event_of(checked(each, known), file=file, index=index))
        except Wrong as wrong:
            raise _above(wrong, path) from None
    return tuple(found)


def _listed(value: Json) -> tuple[Prefixes, list[tuple[tuple[Step, ...], Json]]]:
    """The prefixes that hold for all events, and the events with the path to each."""
    if isinstance(value, list):
        return STANDARD, [((place,), each) for place, each in enumerate(value)]
    if not isinstance(value, dict):
        raise Wrong("is no object", "An EPCIS 2.0 document is an object with a type.")
    kind = value.get("type")
    if isinstance(kind, str) and kind in _LISTS:
        return _enveloped(value, *_LISTS[kind])
    if isinstance(kind, str) and kind in KINDS:
        return STANDARD, [((), value)]
    known = ", ".join((*_LISTS, *EventKind))
    raise Wrong(f"is {shown(kind)}: this is no EPCIS 2.0 document", f"Known: {known}.").under(
        "type"
    )


def _enveloped(
    document: dict[str, Json], envelope: Form, steps: tuple[str, ...]
) -> tuple[Prefixes, list[tuple[tuple[Step, ...], Json]]]:
    try:
        known = prefixes(document.get("@context", []))
    except Wrong as wrong:
        raise wrong.under("@context") from None
    envelope({name: each for name, each in document.items() if name[:8] != _COMMENT}, known)
    events_below = enumerate(_list(document, steps))
    return known, [((*steps, place), each) for place, each in events_below]


def _list(document: Json, steps: tuple[str, ...]) -> list[Json]:
    for depth, step in enumerate(steps):
        if not isinstance(document, dict) or step not in document:
            raise _above(Wrong(f"has no {step}", "See EPCIS 2.0, EPCISDocument."), steps[:depth])
        document = document[step]
    if not isinstance(document, list):
        raise _above(Wrong("is not a list", "Put the events in [ ]."), steps)
    return document


def _above(wrong: Wrong, steps: tuple[Step, ...]) -> Wrong:
    for step in reversed(steps):
        wrong.under(step)
    return wrong
