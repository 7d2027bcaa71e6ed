"""Datasets: attached by their holder, listed to the collaboration, kept where they are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open, words
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.model.change import Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.errors import CommonwealError, NotAllowed
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, DatasetId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Role
from commonweal.share.catalog import catalogue as seen
from commonweal.use.lane import AnyLane, known_settings, lane_names
from commonweal.use.lane import lane as known_lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What its holder says of a dataset."""

    title: str
    lane: str
    """The lane that reads it."""
    sensitivity: Sensitivity
    synthetic: bool
    columns: Mapping[str, str] = field(default_factory=dict)
    """Lane's column name -> holder's column name, where they differ."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What is fixed for every run."""


def add(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    place: Path,
    holder: PartyId,
    told: Described,
) -> Dataset:
    """Attach a folder of files. Only its holder can: the folder is on the holder's machine.

    Raises:
        Invalid: no such folder, no files, not what the lane reads; says which file.
        NotAllowed: the actor is not the holder, or does not hold data here.
    """
    found = member(actor, node, "data.add", id).record
    still_open(found)
    if holder != acting(actor) or Role.HOLDER not in found.roles(holder):
        raise NotAllowed(
            detail="A dataset is attached by its holder, who has the role `holder` here.",
            hint="Act as the holder: --as PARTY.",
        )
    return _attached(actor, node, found, place, told)


def attach(actor: Actor, node: Node, id: CollaborationId, *, drop: str, told: Described) -> Dataset:
    """Attach a drop of the actor's party: its files stay there, and are changed no more.

    Raises:
        NotFound: the party has no such drop.
        Invalid: no files, or not what the lane reads; says which file, never where it lies.
        NotAllowed: the party does not hold data here.
    """
    found = member(actor, node, "data.attach", id).record
    still_open(found)
    holder = acting(actor)
    with node.drops.held(holder, drop) as place, _called(place, drop):
        node.drops.check(holder, drop)
        return _attached(actor, node, found, place, told)


def lanes(actor: Actor, node: Node) -> tuple[str, ...]:
    """The names of the lanes that can read a dataset; none of them is loaded."""
    del node
    check(actor, "data.lanes")
    return lane_names()


def lane(actor: Actor, node: Node, name: str) -> AnyLane:
    """The lane of that name: what it reads and what may be set. Raises UnknownTerm."""
    del node
    check(actor, "data.lane")
    return known_lane(name)


def catalogue(actor: Actor, node: Node, id: CollaborationId) -> tuple[Dataset, ...]:
    """The datasets of a collaboration; the folder is told to the holder alone."""
    member(actor, node, "data.catalogue", id)
    found = (stored.record for stored in node.records.find(Dataset, collaboration=id))
    return seen(tuple(found), acting(actor))


def _attached(
    actor: Actor, node: Node, found: Collaboration, place: Path, told: Described
) -> Dataset:
    title, settings = words("title", told.title), known_settings(told.lane, told.settings)
    known_lane(told.lane).check(place, told.columns)
    files = node.holdings.listing(place)
    made = Dataset(
        id=DatasetId(node.ids.new("dataset")),
        collaboration=found.id,
        holder=acting(actor),
        title=title,
        lane=told.lane,
        place=str(place.resolve()),
        files=files,
        version=node.holdings.version(files),
        sensitivity=told.sensitivity,
        synthetic=told.synthetic,
        attached=node.clock.now(),
        columns=tuple(sorted(told.columns.items())),
        settings=settings,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.DATASET_ATTACHED,
        facts=(("files", len(files)), ("bytes", sum(file.size for file in files))),
        tell=hosted(node, found.parties),
    )
    return made


@contextmanager
def _called(place: Path, drop: str) -> Iterator[None]:
    """Let no sentence from inside the block name the folder: it names the drop."""
    try:
        yield
    except CommonwealError as problem:
        for each in (str(place), str(place.resolve())):
            problem.detail = problem.detail.replace(each, drop)
            problem.hint = problem.hint.replace(each, drop)
            problem.fields = {
                name: told.replace(each, drop) if isinstance(told, str) else told
                for name, told in problem.fields.items()
            }
        raise
