"""A small lane of its own kind: it counts the letters of text files, one file per slice."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from commonweal.model.errors import Invalid
from commonweal.model.figure import Figure
from commonweal.model.output import Output
from commonweal.model.ports import Engine
from commonweal.model.returns import ReturnItem
from commonweal.use.lane import (
    Cell,
    Contract,
    Disclosed,
    DisclosureRule,
    Headcount,
    Inputs,
    Part,
    Partial,
)


class Letters:
    """Implements `Lane`; remembers which slices it worked on."""

    name: str = "letters"
    inputs: tuple[Contract, ...] = (
        Contract(name="texts", forms=(".txt",), columns=(), text="any text"),
    )
    rule: DisclosureRule = DisclosureRule(smallest=2, population="letters")
    settings: Mapping[str, str] = {"case": "upper or lower", "language": "of the text"}

    def __init__(self, definition: str = "letters/1") -> None:
        self.definition = definition
        self.worked: list[int] = []

    def check(self, folder: Path, columns: Mapping[str, str]) -> None:
        if not any(folder.glob("*.txt")):
            raise Invalid(detail=f"{folder} has no text.", hint="Give a .txt file.")

    def handover(self, inputs: Inputs, engine: Engine, target: Path) -> tuple[str, ...]:
        return ()

    def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
        self.check(inputs.folder, inputs.columns)
        of = len(list(inputs.folder.glob("*.txt")))
        return tuple(Part(number=number, of=of, inputs=inputs) for number in range(of))

    def work(self, part: Part, engine: Engine) -> Partial:
        self.worked.append(part.number)
        text = sorted(part.inputs.folder.glob("*.txt"))[part.number].read_text(encoding="utf-8")
        cased = text.upper() if part.inputs.settings.get("case") == "upper" else text.lower()
        file = part.inputs.work / f"counts-{part.number}.json"
        file.write_text(json.dumps(Counter(cased)), encoding="utf-8")
        return Partial(number=part.number, file=file)

    def join(self, inputs: Inputs, partials: Iterable[Partial]) -> Headcount:
        counts: Counter[str] = Counter()
        for partial in partials:
            counts.update(json.loads(partial.file.read_text(encoding="utf-8")))
        cells = (Cell(group=(), key=letter, people=count) for letter, count in counts.items())
        return Headcount(table="letters", cells=tuple(cells), values={})

    def outputs(self, inputs: Inputs, disclosed: Disclosed) -> tuple[Output, ...]:
        return ()

    def figures(self, inputs: Inputs, disclosed: Disclosed) -> tuple[Figure, ...]:
        return ()

    def returned(self, disclosed: Disclosed) -> tuple[ReturnItem, ...]:
        return ()


class Idle:
    """Implements `Engine` for lanes that ask nothing of it."""

    def register(self, name: str, source: object) -> None:
        raise AssertionError

    def run(self, query: str) -> object:
        raise AssertionError

    def write(self, query: str, path: Path) -> None:
        raise AssertionError


def texts(place: Path, *contents: str) -> Inputs:
    folder, work = place / "texts", place / "work"
    folder.mkdir()
    work.mkdir()
    for number, content in enumerate(contents):
        (folder / f"{number}.txt").write_text(content, encoding="utf-8")
    return Inputs(
        folder=folder, columns={}, settings={}, secret=b"k" * 32, synthetic=True, work=work
    )


def asking(inputs: Inputs, **settings: str) -> Inputs:
    return replace(inputs, settings=settings)
