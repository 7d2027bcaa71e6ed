"""The disclosed flows as files, made from what passed disclosure and from the areas alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.model.output import DocumentOutput, Output, TableOutput
from commonweal.model.returns import ReturnItem
from commonweal.use.lane import Disclosed, Inputs, Row
from commonweal.use.mobility.areas import Area, areas, geometry, rounded
from commonweal.use.mobility.flows import UNOBSERVED
from commonweal.use.mobility.polygon import middle
from commonweal.use.mobility.question import question
from commonweal.use.mobility.schema import sources

OTHER = "other"
NAMES = {OTHER: "other areas together", UNOBSERVED: "not observed that day"}
FIGURES = ("normal", "share", "normal_share", "above_normal_count", "above_normal")
SHARES = ("share", "normal_share")
UNIT = "subscribers (SIMs) of the holder; not people"
FROM_COUNT = "lower and upper follow from the count alone: fewer than {} are usually there"
COLUMNS = (
    *("day", "origin", "origin_name", "destination", "destination_name", "subscribers"),
    *(*FIGURES, "lower", "upper", "note", "unit", "source", "definition", "label"),
)
DECIMALS = 6
Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """One disclosed row as the outputs show it."""

    day: str
    origin: str
    destination: str
    subscribers: int | None
    figures: Mapping[str, float | None]
    lower: float | None
    upper: float | None
    note: str

    @property
    def between_areas(self) -> bool:
        """True for a published count from one area to another."""
        inner = self.destination in {OTHER, UNOBSERVED, self.origin}
        return self.subscribers is not None and not inner


def outputs(inputs: Inputs, disclosed: Disclosed, definition: str) -> tuple[Output, ...]:
    """flows.csv, flows.geojson, areas.geojson, manifest.json; each says what it is."""
    found_files = sources(inputs.folder)
    names = found_files.names(inputs.columns)
    known = {one.code: one for one in areas(found_files.areas, names)}
    about = _about(inputs, disclosed, definition)
    found = [_flow(row, disclosed.smallest) for row in disclosed.rows]
    return (
        _table(found, known, about),
        DocumentOutput(name="flows.geojson", document=_lines(found, known, about)),
        DocumentOutput(name="areas.geojson", document=_areas(found, known, about)),
        DocumentOutput(name="manifest.json", document=_manifest(inputs, disclosed, about)),
    )


def returned(disclosed: Disclosed) -> tuple[ReturnItem, ...]:
    """How far the holder's own data carried: areas and days with a published flow."""
    found = [_flow(row, disclosed.smallest) for row in disclosed.rows]
    moving = [flow for flow in found if flow.between_areas]
    origins = {flow.origin for flow in moving}
    days = sorted({flow.day for flow in moving})
    if not days:
        return ()
    evidence = f"{len(moving)} published flows of {days[0]} to {days[-1]}, table {disclosed.table}"
    return (
        ReturnItem(
            text="areas with a published flow of their people to another area",
            amount=len(origins),
            unit="areas",
            evidence=evidence,
        ),
        ReturnItem(
            text="days with published flows", amount=len(days), unit="days", evidence=evidence
        ),
    )


def _about(inputs: Inputs, disclosed: Disclosed, definition: str) -> dict[str, Value]:
    asked = question(inputs.settings)
    baseline = f"{asked.baseline[0]}..{asked.baseline[-1]}"
    return {
        "source": f"call detail records of the holder; normal days {baseline}",
        "definition": definition,
        "unit": UNIT,
        "baseline": baseline,
        "focal": f"{asked.focal[0]}..{asked.focal[-1]}",
        "zone": asked.zone.key,
        "smallest": disclosed.smallest,
        "label": "synthetic" if inputs.synthetic else "",
    }


def _flow(row: Row, smallest: int) -> _Flow:
    day, origin = row.group
    figures = {name: _figure(name, row.values.get(name)) for name in FIGURES}
    lower, upper = (_figure(name, row.values.get(name)) for name in ("lower", "upper"))
    note = row.reason
    if row.small_base and row.people is not None:
        lower, upper = float(row.people - smallest + 1), float(row.people)
        note = "; ".join(part for part in (note, FROM_COUNT.format(smallest)) if part)
    return _Flow(
        day=day,
        origin=origin,
        destination=row.key,
        subscribers=row.people,
        figures=figures,
        lower=lower,
        upper=upper,
        note=note,
    )


def _figure(name: str, value: float | None) -> float | None:
    return None if value is None else round(value, 5 if name in SHARES else 1)


def _table(
    found: list[_Flow], known: Mapping[str, Area], about: Mapping[str, Value]
) -> TableOutput:
    told = tuple(about[name] for name in ("unit", "source", "definition", "label"))
    rows = tuple(
        (
            *(flow.day, flow.origin, _name(flow.origin, known)),
            *(flow.destination, _name(flow.destination, known), flow.subscribers),
            *(*flow.figures.values(), flow.lower, flow.upper, flow.note, *told),
        )
        for flow in found
    )
    return TableOutput(name="flows.csv", columns=COLUMNS, rows=rows)


def _lines(
    found: list[_Flow], known: Mapping[str, Area], about: Mapping[str, Value]
) -> dict[str, object]:
    """One straight line from middle to middle per day and published pair of areas."""
    middles = {
        code: [round(x, DECIMALS) for x in middle(one.polygons)] for code, one in known.items()
    }
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "LineString",
                "coordinates": [middles[flow.origin], middles[flow.destination]],
            },
            "properties": _properties(flow, known),
        }
        for flow in found
        if flow.between_areas
    ]
    title = "People of one area in another, per local day, beside what is normal"
    return {"type": "FeatureCollection", "title": title, **about, "features": features}


def _properties(flow: _Flow, known: Mapping[str, Area]) -> dict[str, Value]:
    return {
        "day": flow.day,
        "origin": flow.origin,
        "origin_name": _name(flow.origin, known),
        "destination": flow.destination,
        "destination_name": _name(flow.destination, known),
        "subscribers": flow.subscribers,
        **flow.figures,
        "lower": flow.lower,
        "upper": flow.upper,
        "note": flow.note,
    }


def _areas(
    found: list[_Flow], known: Mapping[str, Area], about: Mapping[str, Value]
) -> dict[str, object]:
    """Every area with the share of its own people who were in it, per focal day."""
    staying: dict[str, list[dict[str, Value]]] = {code: [] for code in known}
    for flow in found:
        if flow.destination == flow.origin:
            staying[flow.origin].append(
                {"day": flow.day, "staying": flow.subscribers, **flow.figures, "note": flow.note}
            )
    features = [
        {
            "type": "Feature",
            "geometry": geometry(rounded(area, DECIMALS)),
            "properties": {"code": code, "name": area.name, "days": staying[code]},
        }
        for code, area in known.items()
    ]
    title = "People of each area who were in it, per local day, beside what is normal"
    return {"type": "FeatureCollection", "title": title, **about, "features": features}


def _manifest(
    inputs: Inputs, disclosed: Disclosed, about: Mapping[str, Value]
) -> dict[str, object]:
    return {
        **about,
        "table": disclosed.table,
        "settings": dict(sorted(inputs.settings.items())),
        "published": disclosed.published,
        "withheld": dict(disclosed.withheld),
        "facts": _safe(disclosed.facts, disclosed.smallest),
    }


def _safe(facts: Mapping[str, str | int | float], smallest: int) -> dict[str, str | int | float]:
    """Facts to two digits, without small counts and what those could be reckoned from.

    To two digits, since two exact counts of nested people could be subtracted.

    Subscribers are three parts and their sum, events many parts and their sum: where one part of
    a family is small, its sum is left out with it.
    """
    kept = dict(facts)
    for family, whole in (("subscribers_", "subscribers_seen"), ("events_", "events_read")):
        small = {
            name
            for name, value in facts.items()
            if name.startswith(family) and not isinstance(value, str) and 0 < value < smallest
        }
        for name in {*small, *({whole} if small else ())}:
            kept.pop(name, None)
    return {name: _two_digits(value) for name, value in kept.items()}


def _two_digits(value: str | float) -> str | float:
    if isinstance(value, str) or abs(value) < 100:  # noqa: PLR2004  # two digits as it stands
        return value
    return round(value, 2 - len(str(int(abs(value)))))


def _name(code: str, known: Mapping[str, Area]) -> str:
    return NAMES.get(code) or known[code].name
