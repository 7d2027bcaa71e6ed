"""The owner's workbench on its own lots: traces that name names, and all rules side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commonweal.app.place import check_free
from commonweal.app.workbench.bench import STAMP, made_folder, worked
from commonweal.model.errors import Invalid, NotFound
from commonweal.use.food.alarm import Alarm
from commonweal.use.food.bench import bench
from commonweal.use.food.delivery import Delivery, deliveries
from commonweal.use.food.effective import Effective, effective
from commonweal.use.food.epcid import canonical
from commonweal.use.food.graph import Graph, Node, NodeKind
from commonweal.use.food.local.wording import near
from commonweal.use.food.master import Master
from commonweal.use.food.masterfile import master
from commonweal.use.food.question import Question, question
from commonweal.use.food.synth import World, synthesise
from commonweal.use.food.trace import Reached, backward, forward, known, portions
from commonweal.use.lane import Listed

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A dataset of one's own, read."""

    read: Effective
    described: Master
    graph: Graph

    @classmethod
    def of(cls, folder: Path) -> "Own":
        """Read and check a folder. Raises Invalid."""
        read, described = effective(folder), master(folder)
        return cls(read=read, described=described, graph=read.graph(described))

    def lot(self, text: str) -> str:
        """The lot or container that is meant: its id in any spelling, or how its id ends.

        Raises NotFound, or Invalid if several ids end so.
        """
        id = _canonical(text)
        if known(self.graph, id):
            return id
        names = (*self.graph.versions, *self.graph.stays)
        ends = {each for each in names if each.endswith((f"/{text}", f":{text}"))}
        if len(ends) > 1:
            raise Invalid(
                detail=f"{len(ends)} lots have the number {text!r:.60}.",
                hint=f"Give the whole id, such as {min(ends)}.",
                field="lot",
            )
        if not ends:
            raise NotFound(kind="lot", id=text)
        return ends.pop()


def traced_back(folder: Path, lot: str) -> Json:
    """Where a lot came from, with shares; names are told, as the files are one's own."""
    own = Own.of(folder)
    id = own.lot(lot)
    found = backward(own.graph, portions(own.graph, id))
    steps = [{**_step(own, node), "share": near(share)} for node, share in found.steps if share]
    seen = {node.event for node, _ in found.steps}
    return {**_about(own, id, seen), "steps": steps}


def traced_forward(folder: Path, lot: str) -> Json:
    """Which lots and sites a lot or container reached: whom a recall must call."""
    own = Own.of(folder)
    id = own.lot(lot)
    found = forward(own.graph, id)
    names = {each.lot for each in found.lots}
    seen = {node.event for node in own.graph.nodes if node.lot in names}
    return {
        **_about(own, id, seen),
        "lots": [_reached(own, each) for each in found.lots],
        "sites": [_reached(own, each) for each in found.sites],
    }


def local(
    folder: Path, *, settings: Mapping[str, str], lot: str, synthetic: bool, out: Path | None
) -> Json:
    """All rules side by side, by the same lane as behind the gate; and which lot each label is.

    Raises as `worked` does, and NotFound for a lot that no event names.
    """
    own = Own.of(folder)
    asked = {**settings, **({"lots": own.lot(lot)} if lot else {})}
    found = worked(folder, lane="food", settings=asked, columns={}, synthetic=synthetic, out=out)
    if not isinstance(found.disclosed, Listed):
        raise Invalid(detail="The lane food counted people.", hint="Install commonweal again.")
    return {
        "not_released": True,
        "status": STAMP,
        "lots": _labels(own, question(asked)),
        "verdicts": found.disclosed.tables["verdicts"],
        "withheld": dict(found.disclosed.withheld),
        "facts": found.disclosed.facts,
        "files": [str(each) for each in found.files],
    }


def synthetic(
    out: Path, *, farms: int, hubs: int, buyers: int, days: int, seed: int
) -> dict[str, int]:
    """Make a season with known truth in a new or empty folder; counts of what was made."""
    world = World(farms=farms, hubs=hubs, buyers=buyers, days=days, seed=seed)
    check_free(out)
    return synthesise(made_folder(out), world)


def measured(
    *, farms: int, days: int, seed: int, work: Path | None
) -> dict[str, int | float | str]:
    """The lane's speed beside plain parsing, and its shares and verdicts beside the truth."""
    with TemporaryDirectory(prefix="weal-bench-") as temporary:
        return bench(made_folder(work or Path(temporary)), farms=farms, days=days, seed=seed)


def _labels(own: Own, asked: Question) -> dict[str, str]:
    """Which lot each label of the run is: for the owner's eyes."""
    day = asked.claimed_on or own.read.last_day
    listed = deliveries(own.graph, own.described, asked, day)
    return {f"lot {place}": _label(own, each, day) for place, each in enumerate(listed, start=1)}


def _label(own: Own, each: Delivery, day: date) -> str:
    buyer = own.described.facility(each.site, day)
    return f"{each.lot}, sent to {buyer.name}" if buyer else each.lot


def _about(own: Own, id: str, seen: set[str]) -> Json:
    alarms = [_alarm(own, each) for each in own.graph.alarms if seen.intersection(each.events)]
    refused = [{"file": each.file, "problem": each.problem} for each in own.read.refused]
    return {
        "not_released": True,
        "status": STAMP,
        "label": "synthetic" if own.described.synthetic else "",
        "lot": id,
        "alarms": alarms,
        "refused": refused,
    }


def _step(own: Own, node: Node) -> Json:
    kind = {NodeKind.LOT: "at", NodeKind.TRANSIT: "to", NodeKind.PROCESS: "mixing"}.get(node.kind)
    return {
        "kind": kind or str(node.kind),
        "lot": node.lot,
        **_where(own, node),
        "at": node.at.isoformat(),
        "kg": None if node.kg is None else near(node.kg),
    }


def _reached(own: Own, each: Reached) -> Json:
    kg = None if each.kg is None else near(each.kg)
    return {"lot": each.lot, **_where(own, each), "at": each.at.isoformat(), "kg": kg}


def _where(own: Own, each: Node | Reached) -> Json:
    facility = own.described.facility(each.site, each.at.date())
    name = f"{facility.name}, {facility.state}" if facility else ""
    return {"site": each.site, "name": name}


def _alarm(own: Own, alarm: Alarm) -> Json:
    return {
        "kind": str(alarm.kind),
        "at": alarm.at.isoformat(),
        "lot": alarm.lot,
        "site": alarm.site,
        "what": alarm.text,
        "events": _places(own, alarm.events),
    }


def _places(own: Own, hashes: Sequence[str]) -> list[str]:
    """Where each event stands: file and place in its list."""
    stands = {each.hash: f"{each.file}, event {each.index}" for each in own.read.events}
    return [stands.get(each, each) for each in hashes]


def _canonical(text: str) -> str:
    try:
        return canonical(text)
    except ValueError:
        raise NotFound(kind="lot", id=text) from None
