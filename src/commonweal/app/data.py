"""Datasets: attached by their holder, listed to the collaboration, kept where they are."""

from collections.abc import Mapping
from pathlib import Path

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open, words
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.model.change import Write
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.errors import NotAllowed
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, DatasetId, PartyId
from commonweal.model.party import Actor, Role
from commonweal.share.catalog import catalogue as seen
from commonweal.use.lane import known_settings
from commonweal.use.lane import lane as known_lane


def add(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    place: Path,
    holder: PartyId,
    title: str,
    lane: str,
    sensitivity: Sensitivity,
    synthetic: bool,
    columns: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
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
    known_lane(lane).check(place, columns)
    files = node.holdings.listing(place)
    made = Dataset(
        id=DatasetId(node.ids.new("dataset")),
        collaboration=id,
        holder=holder,
        title=words("title", title),
        lane=lane,
        place=str(place.resolve()),
        files=files,
        version=node.holdings.version(files),
        sensitivity=sensitivity,
        synthetic=synthetic,
        attached=node.clock.now(),
        columns=tuple(sorted(columns.items())),
        settings=known_settings(lane, settings or {}),
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.DATASET_ATTACHED,
        facts=(("files", len(files)), ("bytes", sum(file.size for file in files))),
        tell=hosted(node, tuple(each.party for each in found.members)),
    )
    return made


def catalogue(actor: Actor, node: Node, id: CollaborationId) -> tuple[Dataset, ...]:
    """The datasets of a collaboration; the folder is told to the holder alone."""
    member(actor, node, "data.catalogue", id)
    found = (stored.record for stored in node.records.find(Dataset, collaboration=id))
    return seen(tuple(found), acting(actor))
