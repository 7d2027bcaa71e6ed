"""Step 1, the discussions: what was said where respondents disagree (S4.3)."""

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open, words
from commonweal.app.diagnose.independence import check_independent
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.model.assessment import Dimension, Remark
from commonweal.model.change import Write
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, RemarkId
from commonweal.model.party import Actor


def make(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    dimension: Dimension,
    text: str,
    settles: bool,
) -> Remark:
    """Say something about one dimension, for the actor's party, and whether it is settled by that.

    Raises:
        Invalid: the text is empty, too long or cannot be printed.
        NotYet: a person who has not answered while others have; or the project has ended.
    """
    found = member(actor, node, "remark.make", id).record
    still_open(found)
    check_independent(actor, node, id)
    made = Remark(
        id=RemarkId(node.ids.new("remark")),
        collaboration=id,
        dimension=dimension,
        party=acting(actor),
        at=node.clock.now(),
        text=words("text", text),
        settles=settles,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.REMARK_MADE,
        facts=(("settles", int(settles)),),
        tell=hosted(node, found.parties),
    )
    return made


def roster(actor: Actor, node: Node, id: CollaborationId) -> tuple[Remark, ...]:
    """What was said, oldest first.

    Raises NotYet for a person who has not answered while others have.
    """
    member(actor, node, "remark.roster", id)
    check_independent(actor, node, id)
    return tuple(stored.record for stored in node.records.find(Remark, collaboration=id))
