"""`weal new`, `note`, `list`, `end`: a collaboration of one's own."""

from datetime import datetime
from typing import Annotated

import typer

from commonweal.app import collaboration, founding
from commonweal.cli.answer import Answer, Show, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.pairs import pairs
from commonweal.cli.session import Session
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.party import PartyKind, Role

_NONE = "None yet that you are in. Start one: weal new TITLE"
_NOBODY = "You act for the node, which is in none. Name a party: --as NAME (weal party list)"

Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]


app = group("Collaborations of one's own.")


@command(app, "new")
def new(
    session: Session,
    title: Annotated[str, typer.Argument(help="What it is called.")],
    issue: Annotated[str, typer.Option(help="The social issue, in one sentence.")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="Your role; repeatable.")] = None,
    host: Annotated[str, typer.Option(help="Name of your party, in a home without one.")] = "",
    kind: Annotated[PartyKind, typer.Option(help="With --host: its sector.")] = PartyKind.NGO,
    like: Annotated[
        str, typer.Option("--from", help="A case, or id or title of a collaboration.")
    ] = "",
    country: Annotated[
        list[str] | None,
        typer.Option(help="With --from: OLD=NEW replaces a country of its tracks; repeatable."),
    ] = None,
) -> Answer:
    """Start a data collaborative.

    Example: weal new "Flood maps" --host "City of Riverton" --kind government
    """
    made = founding.found(
        session.actor,
        session.node,
        title=title,
        issue=issue,
        roles=frozenset(role or {Role.STEWARD}),
        host=host,
        kind=kind,
        like=like and session.collaboration_id(like),
        countries=pairs(country, option="--country"),
    )
    return Answer(
        value=made,
        show=lines(
            f"{made.title} is {made.id}.",
            *(each.text + "." for each in made.events if each.kind is EventKind.SCALE_UP),
            f"Next: weal party add NAME --kind KIND --collaboration {made.id} --role holder",
        ),
    )


@command(app, "list")
def list_(session: Session) -> Answer:
    """List the collaborations you are in.

    Example: weal list
    """
    found = collaboration.roster(session.actor, session.node)
    rows = [(each.id, each.title, each.state.value, len(each.members)) for each in found]
    return Answer(
        value=found,
        show=table(
            "Collaborations",
            ("id", "title", "state", "parties"),
            rows,
            _NONE if session.actor.party else _NOBODY,
        ),
    )


@command(app, "note")
def note(
    session: Session,
    name: Name,
    kind: Annotated[EventKind, typer.Argument(help="What kind of event.")],
    text: Annotated[str, typer.Argument(help="What happened.")],
    source: Annotated[str, typer.Option(help="Where it is known from.")],
    at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"], help="When; now if not given."
        ),
    ] = None,
    asker: Annotated[
        list[str] | None,
        typer.Option(help="Name of who asks; repeatable, for several who ask together."),
    ] = None,
    asked: Annotated[str, typer.Option(help="Id or name of the member that is asked.")] = "",
    public: Annotated[bool, typer.Option("--public", help="Others could see it.")] = False,
) -> Answer:
    """Note what happened to the partnership.

    Example: weal note "Flood maps" urgency "The river rose" --source "city log"
    """
    found = collaboration.note(
        session.actor,
        session.node,
        session.collaboration_id(name),
        kind=kind,
        text=text,
        source=source,
        at=at,
        askers=asker or (),
        asked=asked and session.party_id(asked),
        public=public,
    )
    return Answer(value=found, show=_timeline(found))


@command(app, "end")
def end(session: Session, name: Name) -> Answer:
    """End the project; its agreements go on by their own terms.

    Example: weal end "Flood maps"
    """
    found = collaboration.end(session.actor, session.node, session.collaboration_id(name))
    return Answer(
        value=found,
        show=lines(
            f"{found.title} has ended. Agreements in force go on until their own end.",
            f"Start the next one from it: weal new TITLE --from {found.id}",
        ),
    )


def _timeline(found: Collaboration) -> Show:
    rows = [
        (f"{e.at:%Y-%m-%d %H:%M}Z", e.kind.value, ", ".join(e.askers), e.text, e.source)
        for e in found.events
    ]
    return table("Timeline", ("when", "kind", "by", "what", "source"), rows, "Nothing noted yet.")
