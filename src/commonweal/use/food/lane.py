"""The food lane: EPCIS 2.0 events -> where lots come from, and under which rules they are local."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from commonweal.model.errors import Invalid
from commonweal.model.figure import Figure
from commonweal.model.output import Output
from commonweal.model.ports import Engine
from commonweal.model.returns import ReturnItem
from commonweal.use.food.delivery import deliveries
from commonweal.use.food.disclosable import RULE
from commonweal.use.food.effective import Effective, effective, keep, kept
from commonweal.use.food.figure import figures
from commonweal.use.food.finding import found
from commonweal.use.food.joining import joined, write
from commonweal.use.food.local.rule import rules_on
from commonweal.use.food.master import Master
from commonweal.use.food.masterfile import FACILITIES, PRODUCTS, master
from commonweal.use.food.outputs import outputs, returned
from commonweal.use.food.question import SETTINGS, Question, question
from commonweal.use.food.reading import FORMS, event_files
from commonweal.use.lane import Contract, FieldRule, Inputs, Listed, Listing, Part, Partial

DEFINITION = "food/1"


class FoodLane:
    """Implements `Lane`: every slice is a share of the deliveries, by a hash of the lot."""

    name: str = "food"
    definition: str = DEFINITION
    inputs: tuple[Contract, ...] = (
        Contract(
            name="events",
            forms=FORMS,
            columns=(),
            text="EPCIS 2.0 documents in JSON, anywhere below the folder.",
        ),
        Contract(
            name="facilities",
            forms=(".json",),
            columns=("id", "name", "kind", "state", "county", "latitude", "longitude"),
            text="facilities.json: the sites that the events name; the lane's README describes it.",
            mapped=False,
        ),
        Contract(
            name="products",
            forms=(".json",),
            columns=("id", "name", "kind", "group"),
            text="products.json: what the lots are; the lane's README describes it.",
            mapped=False,
        ),
    )
    rule: FieldRule = RULE
    settings: Mapping[str, str] = SETTINGS

    def check(self, folder: Path, columns: Mapping[str, str]) -> None:
        """Are the files there, and can facilities and products be read? Raises Invalid."""
        if columns:
            raise Invalid(
                detail="The food lane maps no columns.",
                hint="EPCIS names its fields itself; leave --column out.",
                field="columns",
            )
        if not event_files(folder):
            raise Invalid(
                detail="The folder has no events.",
                hint="Put EPCIS 2.0 documents there, as *.json or *.jsonld.",
                file="*.json",
            )
        master(folder)

    def handover(self, inputs: Inputs, engine: Engine, target: Path) -> tuple[str, ...]:
        """Copy what was read, and nothing else; the names of the files. Raises Invalid."""
        refused = {each.file for each in effective(inputs.folder).refused}
        read = [each.relative_to(inputs.folder).as_posix() for each in event_files(inputs.folder)]
        names = (FACILITIES, PRODUCTS, *(name for name in read if name not in refused))
        master(inputs.folder)
        for name in names:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(inputs.folder / name, target / name)
        return names

    def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
        """Read and check the dataset once, and slice its deliveries. Raises Invalid."""
        self.check(inputs.folder, inputs.columns)
        asked = question(inputs.settings)
        read = effective(inputs.folder)
        rules_on(asked.claimed_on or read.last_day, asked.rules)
        keep(read, inputs.work)
        return tuple(
            Part(number=each, of=asked.parts, inputs=inputs) for each in range(asked.parts)
        )

    def work(self, part: Part, engine: Engine) -> Partial:
        """The deliveries of one slice."""
        inputs = part.inputs
        read, asked, described = kept(inputs.work), question(inputs.settings), master(inputs.folder)
        day = asked.claimed_on or read.last_day
        rules = rules_on(day, asked.rules)
        graph = read.graph(described)
        events = {event.hash: event for event in read.events}
        rows = (
            found(
                each.case(graph, described, day),
                rules,
                events,
                since=each.since.isoformat(),
                site=each.site,
            )
            for each in deliveries(graph, described, asked, day)
            if each.part(part.of) == part.number
        )
        file = write(rows, inputs.work / f"part-{part.number}-of-{part.of}.json")
        return Partial(number=part.number, file=file)

    def join(self, inputs: Inputs, partials: Iterable[Partial]) -> Listing:
        """All deliveries, each lot under a label that names nobody."""
        facts = _facts(kept(inputs.work), master(inputs.folder), question(inputs.settings))
        return joined((partial.file for partial in partials), facts)

    def outputs(self, inputs: Inputs, disclosed: Listed) -> tuple[Output, ...]:
        """verdicts.csv, trace.csv and report.json."""
        return outputs(inputs, disclosed, DEFINITION)

    def figures(self, inputs: Inputs, disclosed: Listed) -> tuple[Figure, ...]:
        """The ways of the first lots, the lots by verdict, and the first lot's shares."""
        return figures(inputs, disclosed, DEFINITION)

    def returned(self, disclosed: Listed) -> tuple[ReturnItem, ...]:
        """Lots and kilograms proven local, by rule."""
        return returned(disclosed)


def _facts(read: Effective, described: Master, asked: Question) -> dict[str, str | int | float]:
    return {
        **({"label": "synthetic"} if described.synthetic else {}),
        "events": len(read.events),
        "duplicates": read.duplicates,
        "declared_wrong": read.declared_wrong,
        "declared_unseen": read.declared_unseen,
        "files_refused": len(read.refused),
        "claimed_on": (asked.claimed_on or read.last_day).isoformat(),
    }
