"""The papers of a folder in independent slices: whole components, placed by their own hash."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from commonweal.model.errors import Invalid
from commonweal.use.lane import Inputs
from commonweal.use.trade import listing
from commonweal.use.trade.case import cases
from commonweal.use.trade.link import Component, Linked, called, linked
from commonweal.use.trade.listing import Row
from commonweal.use.trade.reading import Papers, papers

PARTS = "parts"
MOST_PARTS = 256
LEFT_OUT = "papers.json"

Facts = dict[str, str | int | float]


def parts(settings: Mapping[str, str]) -> int:
    """How many slices are asked for. Raises Invalid."""
    told = settings.get(PARTS, "1")
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= MOST_PARTS):
        raise Invalid(
            detail=f"{PARTS} is {told!r}.",
            hint=f"Give a whole number from 1 to {MOST_PARTS}.",
            field=PARTS,
        )
    return int(told)


def write_slices(inputs: Inputs) -> int:
    """Read and link all papers once, write a slice for each part; how many parts."""
    of = parts(inputs.settings)
    found = papers(inputs.folder)
    joined = linked(found.documents, found.declarations)
    place = _place(inputs)
    for number in range(of):
        mine = [each for each in joined.components if int(each.key[:12], 16) % of == number]
        (place / f"slice-{number}-of-{of}").write_bytes(msgspec.msgpack.encode(mine))
    told = {"rows": list(_left_out(found, joined)), "facts": _facts(found, joined)}
    (place / LEFT_OUT).write_text(json.dumps(told), encoding="utf-8")
    return of


def write_partial(inputs: Inputs, number: int, of: int) -> Path:
    """Work one slice: its rows by table, as a JSON file."""
    place = _place(inputs)
    packed = (place / f"slice-{number}-of-{of}").read_bytes()
    tables: dict[str, list[Row]] = {name: [] for name in listing.RULE.open}
    for component in msgspec.msgpack.decode(packed, type=list[Component]):
        for case in cases(component):
            tables[listing.CONSIGNMENTS].append(listing.consignment_row(case))
            tables[listing.FINDINGS] += listing.finding_rows(case)
            tables[listing.PAIRS] += listing.pair_rows(case)
    file = place / f"part-{number}-of-{of}.json"
    file.write_text(json.dumps(tables), encoding="utf-8")
    return file


def joined_tables(
    inputs: Inputs, files: Iterable[Path]
) -> tuple[dict[str, tuple[Row, ...]], Facts]:
    """The rows of all slices, in an order that their slices do not decide, and the facts."""
    tables: dict[str, list[Row]] = {name: [] for name in listing.RULE.open}
    for file in files:
        for name, rows in _read(file).items():
            tables[name] += rows
    left_out = _read(_place(inputs) / LEFT_OUT)
    tables[listing.PAPERS] = left_out["rows"]
    facts: Facts = {**left_out["facts"]}
    channels = Counter(str(row["channel"]) for row in tables[listing.CONSIGNMENTS])
    facts |= {f"consignments_{name}": count for name, count in sorted(channels.items())}
    facts |= {"findings": len(tables[listing.FINDINGS])}
    ordered = {name: tuple(_by_consignment(rows)) for name, rows in tables.items()}
    return ordered, facts


def _by_consignment(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.get("consignment", "")))


def _left_out(found: Papers, joined: Linked) -> Iterator[Row]:
    for refused in found.refused:
        told = f"Not read: see {refused.where or 'the file itself'}."
        yield {**_paper(refused.file, "refused", told), "problem": refused.problem}
    for file in found.resent:
        yield _paper(file, "resent", "The same bytes are there under another name: read once.")
    for paper in sorted(joined.unlinked, key=lambda each: each.file):
        yield _paper(paper.file, "unlinked", f"No declaration leads to {called(paper)}.")
    for each in sorted(joined.set_aside, key=lambda each: each.file):
        told = "An amendment or cancellation states what changes; it is not compared."
        yield _paper(each.file, "set aside", told)


def _paper(file: str, state: str, remark: str) -> Row:
    return {"file": file, "state": state, "remark": remark}


def _facts(found: Papers, joined: Linked) -> Facts:
    return {
        "declarations": len(found.declarations),
        "documents": len(found.documents),
        "components": len(joined.components),
        "refused": len(found.refused),
        "resent": len(found.resent),
        "unlinked": len(joined.unlinked),
        "set_aside": len(joined.set_aside),
    }


def _place(inputs: Inputs) -> Path:
    place = inputs.work / "trade"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _read(file: Path) -> Any:  # noqa: ANN401  # JSON that this lane wrote
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as gap:
        raise Invalid(
            detail=f"The finished part {file.name} cannot be read.",
            hint="Remove the run's folder and run again.",
            file=file.name,
        ) from gap
