"""The trade lane: declarations beside the papers traders share -> findings and channels."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from commonweal.model.errors import Invalid
from commonweal.model.figure import Figure
from commonweal.model.output import Output
from commonweal.model.ports import Engine
from commonweal.model.returns import ReturnItem
from commonweal.use.lane import Contract, FieldRule, Inputs, Listed, Listing, Part, Partial
from commonweal.use.trade.figure import figures
from commonweal.use.trade.listing import RULE
from commonweal.use.trade.outputs import outputs, returned
from commonweal.use.trade.reading import papers
from commonweal.use.trade.slices import PARTS, joined_tables, write_partial, write_slices

DEFINITION = "trade/1"
PAPERS = Contract(
    name="papers",
    forms=(".xml",),
    columns=(),
    text="declarations (WCO Data Model), invoices, packing lists and credit notes (UBL 2.1)",
)


class TradeLane:
    """Implements `Lane`: every slice is a share of the linked components."""

    name: str = "trade"
    definition: str = DEFINITION
    inputs: tuple[Contract, ...] = (PAPERS,)
    rule: FieldRule = RULE
    settings: Mapping[str, str] = {PARTS: "How many independent slices the work is cut into; 1."}

    def check(self, folder: Path, columns: Mapping[str, str]) -> None:
        """Is there an XML file? Raises Invalid."""
        del columns
        if not any(path.suffix.lower() == ".xml" for path in folder.rglob("*")):
            raise Invalid(
                detail=f"{folder.name} holds no XML file.",
                hint=f"Put {PAPERS.text} there, one paper a file.",
            )

    def handover(self, inputs: Inputs, engine: Engine, target: Path) -> tuple[str, ...]:
        """Copy the papers that can be read, as they are; the names of the files."""
        del engine
        found = papers(inputs.folder)
        names = [paper.file for paper in found.documents]
        names += [paper.file for paper in found.declarations]
        for name in sorted(names):
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(inputs.folder / name, place)
        return tuple(sorted(names))

    def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
        """Read and link the papers, slice their components. Raises Invalid."""
        del engine
        self.check(inputs.folder, inputs.columns)
        of = write_slices(inputs)
        return tuple(Part(number=number, of=of, inputs=inputs) for number in range(of))

    def work(self, part: Part, engine: Engine) -> Partial:
        """Match one slice and look for differences."""
        del engine
        return Partial(number=part.number, file=write_partial(part.inputs, part.number, part.of))

    def join(self, inputs: Inputs, partials: Iterable[Partial]) -> Listing:
        """All slices together."""
        tables, facts = joined_tables(inputs, (partial.file for partial in partials))
        return Listing(tables=tables, facts=facts)

    def outputs(self, inputs: Inputs, disclosed: Listed) -> tuple[Output, ...]:
        """consignments.csv, findings.csv, pairs.csv and report.json."""
        return outputs(inputs, disclosed, DEFINITION)

    def figures(self, inputs: Inputs, disclosed: Listed) -> tuple[Figure, ...]:
        """The first consignments that have a finding, side by side."""
        return figures(inputs, disclosed, DEFINITION)

    def returned(self, disclosed: Listed) -> tuple[ReturnItem, ...]:
        """What the traders may show for their papers."""
        return returned(disclosed)
