"""`weal diagnose invite`: who is asked to answer, by a link that needs no account."""

from typing import Annotated

import typer

from commonweal.app.diagnose import respondents
from commonweal.app.diagnose.respondents import Standing
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command
from commonweal.cli.diagnose.group import app
from commonweal.cli.session import Session
from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId, QuestionnaireId
from commonweal.model.questionnaire import QUESTIONNAIRE_LASTS

_HERE = "http://127.0.0.1:8080"


@command(app, "invite")
def invite(
    session: Session,
    name: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
    party: Annotated[str, typer.Option(help="For which member they answer.")] = "",
    respondent: Annotated[str, typer.Option(help="Who shall answer.")] = "",
    days: Annotated[
        int, typer.Option(help="How long the link is open.")
    ] = QUESTIONNAIRE_LASTS.days,
    revoke: Annotated[str, typer.Option(help="Id of an invitation to end instead.")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Show who is asked instead.")] = False,
    address: Annotated[str, typer.Option(help="Where the pages are, for the link.")] = _HERE,
) -> Answer:
    """Invite someone to answer the questions; prints a link that is told once.

    Example: weal diagnose invite "Flood maps" --party NCell --respondent "Asha Rai" --days 14
    """
    id = session.collaboration_id(name)
    if list_:
        return _listed(session, id)
    if revoke:
        return _revoked(session, revoke)
    if not party or not respondent:
        raise Invalid(
            detail="It is not said who shall answer, and for whom.",
            hint="Give --party and --respondent; or --list, or --revoke QUESTIONNAIRE.",
        )
    made, token = respondents.invite(
        session.actor,
        session.node,
        id,
        party=session.party_id(party),
        respondent=respondent,
        days=days,
    )
    link = f"{address.rstrip('/')}/answer/{token}"
    told = {
        "id": made.id,
        "collaboration": id,
        "party": made.party,
        "respondent": made.respondent,
        "until": made.until,
        "link": link,
    }
    said = f"{made.respondent} answers here, once, within {days} days, without an account:"
    return Answer(value=told, show=lines(said, link, f"To end it: --revoke {made.id}"))


def _revoked(session: Session, questionnaire: str) -> Answer:
    gone = respondents.revoke(session.actor, session.node, QuestionnaireId(questionnaire))
    said = f"The invitation of {gone.respondent} is revoked: its link leads nowhere."
    return Answer(value={"id": gone.id, "state": gone.state}, show=lines(said))


def _listed(session: Session, id: CollaborationId) -> Answer:
    found = respondents.roster(session.actor, session.node, id)
    return Answer(
        value=found,
        show=table(
            "Who is asked; what they answered is not told here",
            ("id", "who", "for", "state", "asked by", "until"),
            [_row(session, each) for each in found],
            "Nobody is asked yet. Invite someone: --party PARTY --respondent NAME",
        ),
    )


def _row(session: Session, each: Standing) -> tuple[object, ...]:
    until = each.until.date().isoformat() if each.until else ""
    named = session.name(each.party), each.state, session.name(each.asked_by)
    return (each.id, each.respondent or "(name erased)", *named, until)
