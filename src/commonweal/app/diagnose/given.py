"""Whose answers these are: a respondent's own, or entered by a party for someone."""

from collections.abc import Sequence

from commonweal.app.node import Node
from commonweal.model.assessment import Assessment, Respondent
from commonweal.model.errors import Conflict
from commonweal.model.ids import PartyId
from commonweal.model.person import folded
from commonweal.model.questionnaire import Questionnaire


def entered_by(node: Node, given: Assessment) -> PartyId | None:
    """The party that entered the answers; None if their respondent handed them in.

    Before there were questionnaires every party entered its own, and nothing was noted of it.
    """
    if given.entered_by is not None:
        return given.entered_by
    own = node.records.find(Questionnaire, assessment=given.id)
    return None if own else given.respondent.party


def check_nobodys(node: Node, given: Sequence[Assessment], respondent: Respondent) -> None:
    """Say nothing unless someone of that name has handed in answers of their own for the party.

    Raises:
        Conflict: they have: the newer answers would stand in the place of theirs.
    """
    for each in given:
        same = each.respondent.party == respondent.party and folded(each.respondent.name) == folded(
            respondent.name
        )
        if same and entered_by(node, each) is None:
            raise Conflict(
                detail=f"{respondent.name} has answered for this party already, on their own.",
                hint="Nobody replaces that but themselves: they can take it back. Someone else "
                "of that name needs a name that tells them apart.",
            )
