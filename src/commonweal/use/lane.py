"""The one extension point: what a lane is. The lanes we ship come through the same door.

A lane is found through the entry-point group `commonweal.lanes`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol, TypeVar

from commonweal.model.errors import NotAllowed, UnknownTerm
from commonweal.model.figure import Figure
from commonweal.model.output import Output
from commonweal.model.ports import Engine
from commonweal.model.returns import ReturnItem

GROUP = "commonweal.lanes"

Value = str | int | float | None
"""A cell of a table that may leave; exact decimals are text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What one input of a lane must look like."""

    name: str
    """The input's name, such as `events`."""
    forms: tuple[str, ...]
    """File endings that are read, such as `.parquet`."""
    columns: tuple[str, ...]
    """The columns it must have, by the lane's own names; the holder's names may be mapped."""
    text: str
    mapped: bool = True
    """True if the holder's names for these columns may be mapped; a strict format has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Files of a dataset that met the lane's contracts, and the run's settings."""

    folder: Path
    """Where the files lie for the length of the run."""
    columns: Mapping[str, str]
    """Lane's column name -> holder's column name, where they differ."""
    settings: Mapping[str, str]
    secret: bytes
    """The holder's 32-byte secret for keyed pseudonyms; stays at the holder."""
    synthetic: bool
    work: Path
    """A private folder for what lies between parts; finished parts survive a kill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An independent slice of the work."""

    number: int
    of: int
    inputs: Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What one slice gave: integer counts that add up; a file, so that it survives a kill."""

    number: int
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a finding: a count of people inside a group whose total is known.

    Cells of one group partition the group: no person is in two of them.
    """

    group: tuple[str, ...]
    """What the margin is over: an occasion, then the population, such as (day, origin)."""
    key: str
    """The cell in its group, such as the destination."""
    people: int
    base: int | None = None
    """People behind the normal figures; None where there are none."""
    beneath: bool = False
    """True if figures of other cells of the group rest on this count: where it is hidden they fall,
    and to spare them it is hidden last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """What a lane counted of people, before disclosure: it never leaves the holder as it is."""

    table: str
    """Name of the table, such as `flows`."""
    cells: tuple[Cell, ...]
    values: Mapping[tuple[tuple[str, ...], str], Mapping[str, float]]
    """(group, key) -> further figures of that cell, by column name."""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    """Headcount about the run: subscribers seen, events read and excluded, by reason."""
    frame: str = ""
    """Names what the figures on a base rest on, such as a hash of the baseline's counts: of two
    frames over one dataset only the first tells them, as the two could be subtracted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a lane found about things, such as consignments or lots, before disclosure.

    It counts nobody: what may leave is decided field by field.
    """

    tables: Mapping[str, tuple[Mapping[str, Value], ...]]
    """Table name -> rows; a row holds a value by column name."""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    """Headcount about the run: files read, files refused, by reason."""


Finding = Headcount | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule:
    """What must hold for all that leaves of a count of people."""

    smallest: int
    """The smallest count of people that may appear."""
    population: str
    """What the people are, such as `subscribers`."""
    on_base: tuple[str, ...] = ()
    """The value columns that rest on a cell's `base` people and fall with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """What may leave of a listing: the fields that are named, and no other."""

    open: Mapping[str, tuple[str, ...]]
    """Table name -> the columns that may leave, in the order they are shown."""
    kept: Mapping[str, str]
    """Column -> why it stays at the holder, in words for the people it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a disclosed table: a figure, or null with the reason."""

    group: tuple[str, ...]
    key: str
    """The cell's key, or `other` for what the group had to put together."""
    people: int | None
    values: Mapping[str, float | None]
    reason: str = ""
    """Why something in this row is null; empty where nothing is."""
    small_base: bool = False
    """True if figures are null because fewer than the smallest count are behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Headcount after disclosure: this, and nothing else, may leave."""

    table: str
    smallest: int
    rows: tuple[Row, ...]
    published: int
    withheld: tuple[tuple[str, int], ...]
    """(reason, number of cells)."""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    frame: str = ""
    """The counts' frame, if figures on a base are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listing after disclosure: this, and nothing else, may leave."""

    tables: Mapping[str, tuple[Mapping[str, Value], ...]]
    published: int
    """Values that leave."""
    withheld: tuple[tuple[str, int], ...]
    """(reason with the field's name, number of values)."""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    smallest: int = 0
    """No people are counted: there is no smallest group."""


F_co = TypeVar("F_co", Headcount, Listing, covariant=True)
L_contra = TypeVar("L_contra", Disclosed, Listed, contravariant=True)


class Lane(Protocol[F_co, L_contra]):
    """One approved kind of analysis over shared data: it counts people, or it lists things."""

    name: str
    definition: str
    """Name and version of the frozen definitions, such as `mobility/1`."""
    inputs: tuple[Contract, ...]
    settings: Mapping[str, str]
    """Known settings and what each means; an unknown one is refused."""

    @property
    def rule(self) -> DisclosureRule | FieldRule:
        """What must hold for all that leaves: of people counted, or of things listed."""

    def check(self, folder: Path, columns: Mapping[str, str]) -> None:
        """A quick look: are the files there that the contracts name? Raises Invalid."""

    def handover(self, inputs: Inputs, engine: Engine, target: Path) -> tuple[str, ...]:
        """Write to `target` what may be handed over: the holder's pseudonyms instead of people.

        Returns the names of the files written. Raises Invalid.
        """

    def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
        """Check the inputs against the contracts and slice them. Raises Invalid."""

    def work(self, part: Part, engine: Engine) -> Partial:
        """One slice, alone."""

    def join(self, inputs: Inputs, partials: Iterable[Partial]) -> F_co:
        """A small reduce over all slices."""

    def outputs(self, inputs: Inputs, disclosed: L_contra) -> tuple[Output, ...]:
        """The disclosed figures as files: pure values, made from `disclosed` alone."""

    def figures(self, inputs: Inputs, disclosed: L_contra) -> tuple[Figure, ...]:
        """What people would rather look at than read, made from `disclosed` alone: values."""

    def returned(self, disclosed: L_contra) -> tuple[ReturnItem, ...]:
        """What the release shows that came back to who shared, made from `disclosed` alone."""


AnyLane = Lane[Any, Any]
"""A lane that was loaded by name: which kind it is, its own types hold."""


def known_settings(name: str, settings: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The settings in a fixed order, if the lane of that name knows them all.

    Raises UnknownTerm for a lane or a setting that is not known.
    """
    known = lane(name).settings
    for each in settings:
        if each not in known:
            raise UnknownTerm(field=f"setting of {name}", got=each, known=known.keys())
    return tuple(sorted(settings.items()))


def check_fixed(fixed: Iterable[tuple[str, str]], given: Iterable[tuple[str, str]]) -> None:
    """Pass, unless a setting is given otherwise than a dataset's holder fixed it: NotAllowed."""
    known = dict(fixed)
    for name, value in given:
        if value != known.get(name, value):
            raise NotAllowed(
                detail=f"The holder of this dataset has fixed the setting {name}.",
                hint="Leave it out.",
            )


def lane(name: str) -> AnyLane:
    """The lane of that name. Raises UnknownTerm."""
    found = _points()
    if name not in found:
        raise UnknownTerm(field="lane", got=name, known=found.keys())
    made: AnyLane = found[name].load()()
    return made


def lane_names() -> tuple[str, ...]:
    """The names of the lanes that are installed; none of them is loaded."""
    return tuple(sorted(_points()))


def _points() -> Mapping[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
