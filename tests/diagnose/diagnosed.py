"""A whole diagnosis of a small partnership, without a node."""

from collections.abc import Sequence

from commonweal.diagnose import diagnosis
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import Assessment, Remark
from commonweal.model.collaboration import Collaboration, Event, Member
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import PartyKind, Role
from tests.diagnose.builders import OTHER, PARTY

NAMES = {PARTY: "Growers", OTHER: "Customs"}


def diagnosed(
    given: Sequence[Assessment],
    *,
    names: dict[PartyId, str] | None = None,
    events: tuple[Event, ...] = (),
    remarks: tuple[Remark, ...] = (),
) -> Diagnosis:
    """What these assessments and events say of growers (a business) and customs (government)."""
    found = Collaboration(
        id=CollaborationId("col_1"),
        title="Roses",
        issue="Clearance takes days",
        founder=PARTY,
        members=(
            Member(party=PARTY, roles=frozenset({Role.HOLDER})),
            Member(party=OTHER, roles=frozenset({Role.USER})),
        ),
        events=events,
    )
    now = Situation(
        names=names or NAMES,
        kinds={PARTY: PartyKind.BUSINESS, OTHER: PartyKind.GOVERNMENT},
    )
    return diagnosis.diagnosed(found, tuple(given), now, remarks=remarks)
