"""A synthetic trade as files: papers as traders and declarants send them, and the truth apart."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from commonweal.use.trade.synth import truth, ubl, wco
from commonweal.use.trade.synth.entry import entries
from commonweal.use.trade.synth.mistake import Dossier, mistaken
from commonweal.use.trade.synth.shipment import PRICE, Invoice, Shipment, cents, shipment
from commonweal.use.trade.synth.world import World

PAPERS = "papers"
"""The folder that a lane reads; the truth lies outside of it."""
NOTE = """# Synthetic data

Everything here is invented: traders, goods, prices, papers and errors. It was made by
`weal synth trade` with seed {seed}: {consignments} declarations, {documents} other papers.

`papers/` is what a lane reads. `truth.json` says which line each item stands for (`matches`), which
errors were made (`findings`), and where both papers were falsified alike (`unseen`): that no
comparison can find.
"""
FALSIFIED = Decimal("0.6")


def synthesise(folder: Path, world: World) -> dict[str, int]:
    """Write papers and truth below `folder`; the same world gives the same files, byte by byte.

    Returns how many consignments, documents, lines, matches and findings were made.
    """
    place = folder / PAPERS
    place.mkdir(parents=True, exist_ok=True)
    told: dict[str, list[object]] = {"matches": [], "findings": [], "twins": [], "unseen": []}
    counts = {"consignments": 0, "documents": 0, "lines": 0}
    for number, dossier in enumerate(_dossiers(world)):
        truth.check_conserved(dossier)
        told["matches"] += truth.matches(dossier)
        told["findings"] += truth.findings(dossier)
        told["twins"] += truth.twins(dossier)
        told["unseen"] += ({"document": each} for each in dossier.unseen)
        files = list(_files(world, dossier, number))
        for name, text in files:
            (place / name).write_text(text, encoding="utf-8")
        counts["consignments"] += len(dossier.entries)
        counts["documents"] += len(files) - len(dossier.entries)
        counts["lines"] += sum(len(each.lines) for each in dossier.shipment.invoices)
    document = {"label": "synthetic", "seed": world.seed, **told}
    (folder / "truth.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    note = NOTE.format(seed=world.seed, **counts)
    (folder / "SYNTHETIC.md").write_text(note, encoding="utf-8")
    return {**counts, "matches": len(told["matches"]), "findings": len(told["findings"])}


def _dossiers(world: World) -> Iterator[Dossier]:
    """Shipments until as many consignments are declared as are wanted."""
    left, number = world.consignments, 0
    while left > 0:
        shipped = shipment(world, number)
        falsified = bool(world.chance(4, number).random() < world.unseen)
        if falsified:
            shipped = _falsified(shipped)
        right = Dossier(shipment=shipped, entries=entries(world, shipped, number))
        if len(right.entries) <= left:
            yield _unseen(right) if falsified else mistaken(world, right, number)
            left -= len(right.entries)
        number += 1


def _falsified(shipped: Shipment) -> Shipment:
    first, *rest = shipped.invoices
    lines = tuple(
        replace(
            line,
            price=(line.price * FALSIFIED).quantize(PRICE),
            amount=cents(line.amount * FALSIFIED),
        )
        for line in first.lines
    )
    credited = cents(first.credited * FALSIFIED)
    return replace(shipped, invoices=(replace(first, lines=lines, credited=credited), *rest))


def _unseen(dossier: Dossier) -> Dossier:
    return replace(dossier, unseen=(dossier.shipment.invoices[0].number,))


def _files(world: World, dossier: Dossier, number: int) -> Iterator[tuple[str, str]]:
    """(name, text); names are by chance, so that nothing can be read from them."""
    chance = world.chance(5, number)

    def name(kind: str) -> str:
        return f"{kind}-{int(chance.integers(2**62)):016x}.xml"

    for entry in dossier.entries:
        yield name("declaration"), wco.declaration(entry)
    for kind, text in ubl.papers(_shared(dossier), dossier.shipment.waybill):
        yield name(kind), text
        if kind == "invoice" and chance.random() < world.resent:
            yield name(kind), text
    for early in dossier.reissued:
        yield name("invoice"), ubl.invoice(early, dossier.shipment.waybill)


def _shared(dossier: Dossier) -> list[Invoice]:
    return [each for each in dossier.shipment.invoices if each.number not in dossier.dropped]
