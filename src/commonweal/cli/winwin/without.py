"""`weal winwin without`: what is left once a part falls away."""

from typing import Annotated

import typer

from commonweal.app.winwin import solution, whatif
from commonweal.app.winwin.unkept import UNCOUNTED
from commonweal.cli.answer import Answer, lines, several
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.cli.winwin.package import lying, party_meant, shown
from commonweal.winwin.contract import left_told
from commonweal.winwin.table.fall import falls


@command(app, "without")
def without(
    session: Session,
    name: Name,
    service: Annotated[
        list[str] | None, typer.Option(help="Id of a service that is not given; repeatable.")
    ] = None,
    track: Annotated[
        list[str] | None, typer.Option(help="Name of a track that is never done; repeatable.")
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(help="A party that stays out; repeatable.")
    ] = None,
) -> Answer:
    """Show what is left without services, tracks or parties, and what falls; nothing is kept.

    Example: weal winwin without "Flood maps" --party "River Telecom"
    """
    who = session.actor, session.node, session.collaboration_id(name)
    names, offers = solution.names(*who), lying(session, who[2])
    parties = [party_meant(session, each, names) for each in party or ()]
    services, tracks = service or (), track or ()
    found = whatif.without(*who, services=services, tracks=tracks, parties=parties)
    fallen = falls(offers, services=services, tracks=tracks, parties=parties, names=names)
    return Answer(
        value={
            **left_told(found.packages, found.chosen, fallen, offers, names),
            "note": UNCOUNTED,
        },
        show=several(
            shown(session, found.chosen, f"Not kept. {UNCOUNTED}"),
            lines(*(f"With it falls {each.sentence}." for each in fallen)),
        ),
    )
