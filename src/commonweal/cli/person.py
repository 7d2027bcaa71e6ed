"""`weal party person`: the people who log in for a hosted party."""

from typing import Annotated

import typer

from commonweal.app import people
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.errors import NotFound
from commonweal.model.ids import PersonId
from commonweal.model.person import Person, Right, folded

app = group("The people who log in for a party.")

PartyName = Annotated[str, typer.Argument(help="Id or name of a party hosted here.")]
PersonName = Annotated[str, typer.Argument(help="Id or name of a person of it.")]
Rights = Annotated[
    list[Right] | None, typer.Option("--right", help="What they may do; repeatable.")
]
Address = Annotated[str, typer.Option(help="Where the pages are, for the link.")]

_HERE = "http://127.0.0.1:8080"


@command(app, "add")
def add(
    session: Session,
    party: PartyName,
    name: Annotated[str, typer.Argument(help="Name, as people say it.")],
    right: Rights = None,
    address: Address = _HERE,
) -> Answer:
    """Invite someone to log in for a party; prints a link that counts once, for seven days.

    Example: weal party person add NCell "Asha Rai" --right act --right sign
    """
    made, token = people.invite(
        session.actor, session.node, session.party_id(party), name=name, rights=right or ()
    )
    return _link(made, token, address)


@command(app, "list")
def list_(session: Session, party: PartyName) -> Answer:
    """List the people of a party and their rights.

    Example: weal party person list NCell
    """
    found = _roster(session, party)
    rows = [(each.id, each.name, ", ".join(_rights(each)), each.state.value) for each in found]
    return Answer(
        value=[_told(each) for each in found],
        show=table(
            f"People of {session.name(session.party_id(party))}",
            ("id", "name", "may", "state"),
            rows,
            "Nobody yet. Invite someone: weal party person add PARTY NAME --right admin",
        ),
    )


@command(app, "invite")
def invite(
    session: Session, party: PartyName, person: PersonName, address: Address = _HERE
) -> Answer:
    """Give someone a fresh link, if theirs is over or the password forgotten.

    Example: weal party person invite NCell "Asha Rai"
    """
    id = _id(session, party, person)
    made, token = people.invite_again(session.actor, session.node, id)
    return _link(made, token, address)


@command(app, "rights")
def rights(session: Session, party: PartyName, person: PersonName, right: Rights = None) -> Answer:
    """Give someone these rights and no others; everyone may read.

    Example: weal party person rights NCell "Asha Rai" --right act
    """
    id = _id(session, party, person)
    changed = people.change(session.actor, session.node, id, rights=right or ())
    said = f"{changed.name} may {', '.join(_rights(changed))}."
    return Answer(value=_told(changed), show=lines(said))


@command(app, "remove")
def remove(session: Session, party: PartyName, person: PersonName) -> Answer:
    """Take someone's access away at once; what they did stays in the log.

    Example: weal party person remove NCell "Asha Rai"
    """
    gone = people.remove(session.actor, session.node, _id(session, party, person))
    return Answer(value=_told(gone), show=lines(f"{gone.name} can no longer log in."))


def _roster(session: Session, party: str) -> tuple[Person, ...]:
    return people.roster(session.actor, session.node, session.party_id(party))


def _id(session: Session, party: str, name: str) -> PersonId:
    for each in _roster(session, party):
        if each.id == name or folded(each.name) == folded(name):
            return each.id
    raise NotFound(kind="person", id=name)


def _link(person: Person, token: str, address: str) -> Answer:
    link = f"{address.rstrip('/')}/invite/{token}"
    said = (f"{person.name} chooses a password here, once, within seven days:", link)
    return Answer(value={**_told(person), "link": link}, show=lines(*said))


def _told(person: Person) -> dict[str, object]:
    """What may be told of a person: nothing that opens anything."""
    return {
        "id": person.id,
        "party": person.party,
        "name": person.name,
        "rights": _rights(person),
        "state": person.state.value,
    }


def _rights(person: Person) -> list[str]:
    return [right.value for right in Right if right in person.rights]
