"""Drops: files that a holder brings to its node by a page or a program, before it attaches them.

Each hosted party that holds data has one folder for them, `drop/PARTY/NAME/` in the home. Pages and
programs know a drop by its name alone. A drop that was attached is changed no more.
"""

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from commonweal.app.membership import acting, party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.drop import Drop, Filling
from commonweal.model.errors import Conflict, NotAllowed, NotFound
from commonweal.model.ids import PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Role


def roster(actor: Actor, node: Node) -> tuple[Drop, ...]:
    """The drops of the actor's party by name, and what each became; nothing is hashed."""
    check(actor, "drop.roster")
    owner = acting(actor)
    became = attached(node, owner)
    found = node.drops.listing(owner)
    return tuple(replace(each, attached=became.get(each.name, ())) for each in found)


def filling(actor: Actor, node: Node) -> AbstractContextManager[Filling]:
    """A place for files to come; whatever is not kept at the end of the block is gone.

    Raises:
        NotAllowed: the party is not hosted here, or holds data in no collaboration.
        Conflict: it has as many drops as it may have.
    """
    check(actor, "drop.filling")
    return node.drops.filling(_holder(actor, node))


def make(actor: Actor, node: Node, name: str, filling: Filling) -> Drop:
    """Keep the files that came as a new drop. Raises Conflict if there is one of that name."""
    check(actor, "drop.make")
    owner = _holder(actor, node)
    filling.become(name)
    return _known(node, owner, name)


def put(actor: Actor, node: Node, name: str, filling: Filling) -> Drop:
    """Keep the files that came as a new drop or in one that is there, replacing equal names.

    Raises:
        Conflict: the drop was attached.
    """
    check(actor, "drop.put")
    owner = _holder(actor, node)
    try:
        filling.become(name)
    except Conflict:
        with node.drops.held(owner, name):
            _check_unattached(node, owner, name)
            filling.join(name)
    return _known(node, owner, name)


def remove(actor: Actor, node: Node, name: str) -> None:
    """Delete a drop with all its files.

    Raises:
        NotFound: the actor's party has no such drop.
        Conflict: it was attached.
    """
    check(actor, "drop.remove")
    owner = acting(actor)
    with node.drops.held(owner, name):
        _check_unattached(node, owner, name)
        node.drops.remove(owner, name)


def attached(node: Node, owner: PartyId) -> dict[str, tuple[str, ...]]:
    """Name of a drop -> titles of the datasets whose files it holds, or some of them."""
    place = node.drops.place(owner)
    found: dict[str, tuple[str, ...]] = {}
    for stored in node.records.find(Dataset, holder=owner):
        lies = Path(stored.record.place)
        if lies != place and lies.is_relative_to(place):
            name = lies.relative_to(place).parts[0]
            found[name] = (*found.get(name, ()), stored.record.title)
    return found


def _known(node: Node, owner: PartyId, name: str) -> Drop:
    found = next((each for each in node.drops.listing(owner) if each.name == name), None)
    if found is None:
        raise NotFound(kind="drop", id=name)
    return found


def _check_unattached(node: Node, owner: PartyId, name: str) -> None:
    titles = attached(node, owner).get(name)
    if titles:
        raise Conflict(
            detail=f"The drop {name!r} is the dataset {titles[0]!r}: its files stay as they are.",
            hint="Bring other files under another name, and attach them as a new dataset.",
            field="name",
        )


def _holder(actor: Actor, node: Node) -> PartyId:
    """The actor's party, if it is hosted here and holds data in some collaboration."""
    id = acting(actor)
    known = (stored.record for stored in node.records.find(Collaboration))
    if not party(node, id).hosted or not any(Role.HOLDER in each.roles(id) for each in known):
        raise NotAllowed(
            detail="Only a party that this node hosts, with the role `holder` in a collaboration, "
            "brings files here.",
            hint="Have it let in as a holder first.",
        )
    return id
