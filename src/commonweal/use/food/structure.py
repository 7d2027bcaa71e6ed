"""What an EPCIS 2.0 event looks like in JSON: our own tables, each rule with its source.

Sources: `schema X` is the definition X of GS1's EPCIS JSON schema (commit 2b888be, 2023-05-16),
`EPCIS` the EPCIS 2.0 standard's text where the schema says less. Formats are asserted. Where the
schema is stricter without need we are not: words of the Core Business Vocabulary may be URIs, and
`persistentDisposition` may stand in every event.
"""

from collections.abc import Callable, Mapping
from typing import cast

from commonweal.use.food import form
from commonweal.use.food.event import Action, EventKind
from commonweal.use.food.form import Canon, Form
from commonweal.use.food.jsonpath import shown
from commonweal.use.food.prefixes import STANDARD, Prefixes, prefixes
from commonweal.use.food.shape import Member, each_once, fields, many, one_or_many
from commonweal.use.food.strictjson import Json
from commonweal.use.food.vocabulary import (
    BUSINESS_STEP,
    DISPOSITION,
    ERROR_REASON,
    PARTY_TYPE,
    TRANSACTION_TYPE,
)
from commonweal.use.food.wrong import Wrong

_VOC = "https://gs1.org/voc/"


_QUANTITY = fields(
    {
        "epcClass": Member(form.uri, "schema quantityElement", needed=True),
        "quantity": Member(form.amount, "schema quantityElement"),
        "uom": Member(form.unit, "schema uom"),
    }
)


def _quantity(value: Json, known: Prefixes) -> Canon:
    found = _QUANTITY(value, known)
    if "uom" in found and "quantity" not in found:
        raise Wrong("has a unit and no quantity", "Add the quantity (EPCIS, QuantityElement).")
    return found


_PLACE = fields({"id": Member(form.uri, "schema readPoint", needed=True)}, extensible=True)
_TRANSACTION = fields(
    {
        "type": Member(form.word(TRANSACTION_TYPE), "schema bizTransaction-type"),
        "bizTransaction": Member(form.uri, "schema bizTransaction", needed=True),
    }
)
_SOURCE = fields(
    {
        "type": Member(form.word(PARTY_TYPE), "schema source-dest-type", needed=True),
        "source": Member(form.uri, "schema source", needed=True),
    }
)
_DESTINATION = fields(
    {
        "type": Member(form.word(PARTY_TYPE), "schema source-dest-type", needed=True),
        "destination": Member(form.uri, "schema destination", needed=True),
    }
)
_ERROR = fields(
    {
        "declarationTime": Member(form.time, "schema errorDeclaration", needed=True),
        "reason": Member(form.word(ERROR_REASON), "schema error-reason"),
        "correctiveEventIDs": Member(many(form.uri), "schema errorDeclaration"),
    },
    extensible=True,
)
_PERSISTENT = fields(
    {
        "set": Member(many(form.word(DISPOSITION)), "schema persistentDisposition"),
        "unset": Member(many(form.word(DISPOSITION)), "schema persistentDisposition"),
    }
)
_SENSED_BY: Mapping[str, Member] = {
    "deviceID": Member(form.uri, "schema sensorMetadata"),
    "deviceMetadata": Member(form.uri, "schema sensorMetadata"),
    "rawData": Member(form.uri, "schema sensorMetadata"),
    "dataProcessingMethod": Member(form.uri, "schema sensorMetadata"),
    "time": Member(form.time, "schema sensorMetadata"),
}
_METADATA = fields(
    {
        **_SENSED_BY,
        "startTime": Member(form.time, "schema sensorMetadata"),
        "endTime": Member(form.time, "schema sensorMetadata"),
        "bizRules": Member(form.uri, "schema sensorMetadata"),
    },
    extensible=True,
)
_NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
_REPORT = fields(
    {
        **_SENSED_BY,
        "type": Member(form.term(_VOC), "schema sensorReport", needed=True),
        "exception": Member(form.term(_VOC), "schema sensorAlertType"),
        "microorganism": Member(form.uri, "schema sensorReport"),
        "chemicalSubstance": Member(form.uri, "schema sensorReport"),
        "component": Member(form.term("https://ref.gs1.org/cbv/Comp-"), "schema component"),
        "stringValue": Member(form.text, "schema sensorReport"),
        "booleanValue": Member(form.boolean, "schema sensorReport"),
        "hexBinaryValue": Member(form.hexadecimal, "schema hexBinary"),
        "uriValue": Member(form.uri, "schema sensorReport"),
        "uom": Member(form.text, "schema sensorReport"),
        "coordinateReferenceSystem": Member(form.uri, "EPCIS, sensorReport"),
        **{name: Member(form.number, "schema decimal") for name in _NUMBERS},
    },
    extensible=True,
)
_SENSOR = fields(
    {
        "sensorMetadata": Member(_METADATA, "schema sensorElement"),
        "sensorReport": Member(many(_REPORT, least=1), "schema sensorReportList", needed=True),
    },
    extensible=True,
)

_EPCS = Member(each_once(form.uri), "schema epcList")
_QUANTITIES = Member(many(_quantity), "schema quantityList")
_ACTION = Member(form.one_of(*Action), "schema action", needed=True)
_ILMD = Member(fields({}, extensible=True), "schema ilmd")

_EVERY: Mapping[str, Member] = {
    "@context": Member(lambda _value, _known: "", "schema @context"),
    "type": Member(form.one_of(*EventKind), "schema EPCIS-Document-Event", needed=True),
    "eventTime": Member(form.time, "schema Event", needed=True),
    "eventTimeZoneOffset": Member(form.offset, "schema Event", needed=True),
    "recordTime": Member(form.time, "schema Event"),
    "eventID": Member(form.uri, "schema eventID"),
    "errorDeclaration": Member(_ERROR, "schema errorDeclaration"),
    "certificationInfo": Member(one_or_many(form.uri), "schema certificationInfo"),
    "bizStep": Member(form.word(BUSINESS_STEP), "schema bizStep"),
    "disposition": Member(form.word(DISPOSITION), "schema disposition"),
    "persistentDisposition": Member(_PERSISTENT, "EPCIS XSD, every event"),
    "readPoint": Member(_PLACE, "schema readPoint"),
    "bizLocation": Member(_PLACE, "schema bizLocation"),
    "bizTransactionList": Member(many(_TRANSACTION), "schema bizTransaction"),
    "sourceList": Member(many(_SOURCE), "schema source"),
    "destinationList": Member(many(_DESTINATION), "schema destination"),
    "sensorElementList": Member(many(_SENSOR), "schema sensorElement"),
}
_CHILDREN: Mapping[str, Member] = {
    "parentID": Member(form.uri, "schema AggregationEvent"),
    "childEPCs": _EPCS,
    "childQuantityList": _QUANTITIES,
    "action": _ACTION,
}
_OBJECTS: Mapping[str, Member] = {"epcList": _EPCS, "quantityList": _QUANTITIES, "action": _ACTION}

KINDS: Mapping[str, Form] = {
    EventKind.OBJECT: fields({**_EVERY, **_OBJECTS, "ilmd": _ILMD}, extensible=True),
    EventKind.AGGREGATION: fields({**_EVERY, **_CHILDREN}, extensible=True),
    EventKind.ASSOCIATION: fields({**_EVERY, **_CHILDREN}, extensible=True),
    EventKind.TRANSACTION: fields(
        {
            **_EVERY,
            **_OBJECTS,
            "parentID": Member(form.uri, "schema TransactionEvent"),
            "bizTransactionList": Member(
                many(_TRANSACTION, least=1), "schema TransactionEvent", needed=True
            ),
        },
        extensible=True,
    ),
    EventKind.TRANSFORMATION: fields(
        {
            **_EVERY,
            "inputEPCList": _EPCS,
            "inputQuantityList": _QUANTITIES,
            "outputEPCList": _EPCS,
            "outputQuantityList": _QUANTITIES,
            "transformationID": Member(form.uri, "schema TransformationEvent"),
            "ilmd": _ILMD,
        },
        extensible=True,
    ),
}


def checked(event: Json, known: Prefixes = STANDARD) -> dict[str, Canon]:
    """The event with every value in its one spelling. Raises Wrong with the path in the event."""
    if not isinstance(event, dict):
        raise Wrong("is not an object", "An event is an object with a type.")
    kind = event.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Wrong(f"is {shown(kind)}", f"One of: {', '.join(EventKind)}.").under("type")
    if "@context" in event:
        known = _own_prefixes(event["@context"], known)
    found = cast("dict[str, Canon]", KINDS[kind](event, known))
    found.pop("@context", None)
    _RULES[kind](found)
    return found


def _own_prefixes(context: Json, known: Prefixes) -> Prefixes:
    try:
        return prefixes(context, known)
    except Wrong as wrong:
        raise wrong.under("@context") from None


def _check_object(event: dict[str, Canon]) -> None:
    """Source: schema ObjectEvent."""
    sensed = event.get("sensorElementList") and event.get("readPoint")
    if "epcList" not in event and not event.get("quantityList") and not sensed:
        raise Wrong("names no object", "Add epcList or quantityList.")
    if "ilmd" in event and event["action"] != Action.ADD:
        raise Wrong("stands in an event that makes nothing", "Only action ADD has ilmd.").under(
            "ilmd"
        )


def _check_aggregation(event: dict[str, Canon]) -> None:
    """Source: schema AggregationEvent; EPCIS, AggregationEvent, for the parent."""
    has_children = event.get("childEPCs") or event.get("childQuantityList")
    if not has_children and event["action"] != Action.DELETE:
        raise Wrong("names no children", "Add childEPCs or childQuantityList.")
    if "parentID" not in event and event["action"] != Action.OBSERVE:
        raise Wrong("has no parentID", "Only action OBSERVE may leave it out.")
    if event.get("parentID", "") in (event.get("childEPCs") or ()):
        raise Wrong("is among its own children", "A thing cannot contain itself.").under("parentID")


def _check_association(event: dict[str, Canon]) -> None:
    """Source: schema AssociationEvent."""
    if "parentID" not in event:
        raise Wrong("has no parentID", "An association needs one.")
    _check_aggregation(event)


def _check_transformation(event: dict[str, Canon]) -> None:
    """Source: schema TransformationEvent."""
    inputs = event.get("inputEPCList") or event.get("inputQuantityList")
    outputs = event.get("outputEPCList") or event.get("outputQuantityList")
    if not (inputs and outputs) and not ("transformationID" in event and (inputs or outputs)):
        raise Wrong(
            "lacks inputs or outputs",
            "Name both, or one of them and the transformationID that joins the events.",
        )


_RULES: Mapping[str, Callable[[dict[str, Canon]], None]] = {
    EventKind.OBJECT: _check_object,
    EventKind.AGGREGATION: _check_aggregation,
    EventKind.ASSOCIATION: _check_association,
    EventKind.TRANSACTION: lambda _event: None,
    EventKind.TRANSFORMATION: _check_transformation,
}
