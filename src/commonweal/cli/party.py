"""`weal party`: parties of this node and their keys."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.adapters.cards import card, card_text, read_card
from commonweal.app import collaboration as collaborations
from commonweal.app import party
from commonweal.cli import person
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.ids import KeyId
from commonweal.model.party import Party, PartyKey, PartyKind, Role

app = group("Parties, and the keys they sign with.")
keys = group("The keys of a party.")
app.add_typer(keys, name="key")
app.add_typer(person.app, name="person")

_HOSTED = "Hosted here: whoever runs this node can read what it keeps here."
_ELSEWHERE = "On another node: it signs there, with its own key."

PartyName = Annotated[str, typer.Argument(help="Id or name of a party.")]


@command(app, "add")
def add(
    session: Session,
    name: Annotated[str, typer.Argument(help="Name, or id of a party already known.")] = "",
    kind: Annotated[PartyKind, typer.Option(help="Sector it comes from.")] = PartyKind.BUSINESS,
    collaboration: Annotated[str, typer.Option(help="Let it into this collaboration.")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="Its role there; repeatable.")] = None,
    card: Annotated[Path | None, typer.Option(help="Card of a party on another node.")] = None,
) -> Answer:
    """Add a party, and let it into a collaboration.

    Example: weal party add NCell --kind business --collaboration col_... --role holder
    """
    told, keys = name, tuple[PartyKey, ...]()
    if card is not None:
        read, kind, keys = read_card(card)
        told = name or read
    roles = frozenset(role or ())
    party = _added(session, told, kind, keys, collaboration, roles)
    said = [f"{party.name} is {party.id}.", _HOSTED if party.hosted else _ELSEWHERE]
    if collaboration:
        said.append(f"It is now in {collaboration} as {', '.join(sorted(roles))}.")
    return Answer(value=_card(party), show=lines(*said))


@command(app, "renew")
def renew(
    session: Session,
    name: PartyName,
    card: Annotated[Path, typer.Argument(help="Its new card.")],
) -> Answer:
    """Take over the new keys of a party on another node, from its new card.

    Example: weal party renew NCell ncell.json
    """
    _, _, keys = read_card(card)
    found = party.renew(session.actor, session.node, session.party_id(name), keys)
    return Answer(value=_card(found), show=lines(f"{found.name} now has {len(found.keys)} keys."))


@command(app, "list")
def list_(session: Session) -> Answer:
    """List the parties that this node knows.

    Example: weal party list
    """
    found = party.roster(session.actor, session.node)
    rows = [
        (each.id, each.name, each.kind.value, "here" if each.hosted else "elsewhere")
        for each in found
    ]
    return Answer(
        value=[_card(each) for each in found],
        show=table(
            "Parties",
            ("id", "name", "kind", "hosted"),
            rows,
            "No parties yet. Add one: weal party add NAME --kind KIND",
        ),
    )


@command(app, "token")
def token(session: Session, name: PartyName) -> Answer:
    """Print the bearer token by which the API knows a party.

    Example: weal party token NCell
    """
    found = party.token(session.actor, session.node, session.party_id(name))
    return Answer(value={"token": found}, show=lines(found))


@command(keys, "new")
def key_new(session: Session, name: PartyName) -> Answer:
    """Make a key for a party that has no valid one.

    Example: weal party key new NCell
    """
    made = party.key_new(session.actor, session.node, session.party_id(name))
    return Answer(value=made, show=lines(f"Made {made.id}."))


@command(keys, "rotate")
def key_rotate(session: Session, name: PartyName) -> Answer:
    """Replace a party's key; what it signed stays valid.

    Example: weal party key rotate NCell
    """
    made = party.key_rotate(session.actor, session.node, session.party_id(name))
    return Answer(value=made, show=lines(f"{made.id} replaces the key before it."))


@command(keys, "revoke")
def key_revoke(
    session: Session,
    name: PartyName,
    key: Annotated[str, typer.Argument(help="Id of the key.")],
) -> Answer:
    """Revoke a key from now on.

    Example: weal party key revoke NCell key_...
    """
    found = party.key_revoke(session.actor, session.node, session.party_id(name), KeyId(key))
    return Answer(
        value=_card(found),
        show=lines(f"{key} is revoked.", f"Next: weal party key new {found.name}"),
    )


@command(keys, "export")
def key_export(
    session: Session,
    name: PartyName,
    out: Annotated[Path | None, typer.Option(help="Write the card to this file.")] = None,
) -> Answer:
    """Show a party's public keys as the card another node adds.

    Example: weal party key export NCell --out ncell.json
    """
    found = party.export(session.actor, session.node, session.party_id(name))
    text = card_text(found)
    if out:
        session.write(out, text)
    told = f"Written to {out}." if out else text.rstrip()
    return Answer(value=_card(found), show=lines(told))


def _known(session: Session, name: str) -> Party | None:
    found = party.roster(session.actor, session.node)
    return next((p for p in found if name in (p.id, p.name)), None)


def _added(
    session: Session,
    name: str,
    kind: PartyKind,
    keys: tuple[PartyKey, ...],
    collaboration: str,
    roles: frozenset[Role],
) -> Party:
    known = None if keys else _known(session, name)
    actor, node = session.actor, session.node
    if not collaboration:
        return known or party.add(actor, node, name=name, kind=kind, keys=keys)
    id = session.collaboration_id(collaboration)
    if known is None:
        return collaborations.admit(actor, node, id, name=name, kind=kind, keys=keys, roles=roles)
    collaborations.join(actor, node, id, party=known.id, roles=roles)
    return known


def _card(party: Party) -> dict[str, object]:
    return card(party)
