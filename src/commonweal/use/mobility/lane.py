"""The mobility lane: call detail records -> origin-destination flows above normal."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from commonweal.model.figure import Figure
from commonweal.model.output import Output
from commonweal.model.ports import Engine
from commonweal.model.returns import ReturnItem
from commonweal.use.lane import (
    Contract,
    Disclosed,
    DisclosureRule,
    Headcount,
    Inputs,
    Part,
    Partial,
)
from commonweal.use.mobility.areas import areas
from commonweal.use.mobility.delivery import pseudonymised
from commonweal.use.mobility.figure import figures
from commonweal.use.mobility.flows import ON_BASE, flows
from commonweal.use.mobility.layout import load, place_of, prepared
from commonweal.use.mobility.normal import SMALLEST
from commonweal.use.mobility.outputs import outputs, returned
from commonweal.use.mobility.partial import write_partial
from commonweal.use.mobility.question import SETTINGS, country, question
from commonweal.use.mobility.schema import AREAS, CELLS, EVENTS, sources

DEFINITION = "mobility/1"
PER_SLICE = 2_000_000
"""Subscribers that one slice holds at most, unless the number of slices is set."""


class MobilityLane:
    """Implements `Lane`: every slice is one subscriber bucket."""

    name: str = "mobility"
    definition: str = DEFINITION
    inputs: tuple[Contract, ...] = (EVENTS, CELLS, AREAS)
    rule: DisclosureRule = DisclosureRule(
        smallest=SMALLEST,
        population="subscribers",
        on_base=ON_BASE,
    )
    settings: Mapping[str, str] = SETTINGS

    def check(self, folder: Path, columns: Mapping[str, str]) -> None:
        """Are the files there, and can the areas be read? Raises Invalid."""
        found = sources(folder)
        areas(found.areas, found.names(columns))

    def handover(self, inputs: Inputs, engine: Engine, target: Path) -> tuple[str, ...]:
        """Write the dataset with pseudonyms for numbers; the names of the files. Raises Invalid."""
        files = pseudonymised(
            inputs.folder,
            engine,
            secret=inputs.secret,
            columns=inputs.columns,
            country=country(inputs.settings),
            target=target,
        )
        return tuple(name for name, _ in files)

    def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
        """Check the dataset, lay out its days, slice its subscribers. Raises Invalid."""
        layout = prepared(inputs, engine)
        of = question(inputs.settings).buckets or -(-layout.subscribers // PER_SLICE) or 1
        return tuple(Part(number=number, of=of, inputs=inputs) for number in range(of))

    def work(self, part: Part, engine: Engine) -> Partial:
        """The counts of one slice; a finished slice is not worked again."""
        folder = place_of(part.inputs)
        file = folder / f"part-{part.number}-of-{part.of}.parquet"
        if not file.exists():
            write_partial(
                engine,
                folder,
                load(folder),
                number=part.number,
                of=part.of,
                min_days=question(part.inputs.settings).min_days,
                to=file,
            )
        return Partial(number=part.number, file=file)

    def join(self, inputs: Inputs, partials: Iterable[Partial]) -> Headcount:
        """Add the slices up and compare with normal life."""
        files = (partial.file for partial in partials)
        return flows(files, load(place_of(inputs)), question(inputs.settings).days)

    def outputs(self, inputs: Inputs, disclosed: Disclosed) -> tuple[Output, ...]:
        """flows.csv, flows.geojson, areas.geojson and manifest.json."""
        return outputs(inputs, disclosed, DEFINITION)

    def figures(self, inputs: Inputs, disclosed: Disclosed) -> tuple[Figure, ...]:
        """The flow map, a day at a time."""
        return figures(inputs, disclosed, DEFINITION)

    def returned(self, disclosed: Disclosed) -> tuple[ReturnItem, ...]:
        """What the holder may show for its data."""
        return returned(disclosed)
