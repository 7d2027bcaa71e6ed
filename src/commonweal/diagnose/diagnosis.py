"""A diagnosis in the three parts that the paper gives every case (S4.2, S4.3, R14)."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.diagnose.government import Government, government
from commonweal.diagnose.process import Process, process
from commonweal.diagnose.reading import reading
from commonweal.diagnose.situation import Situation
from commonweal.diagnose.spread import Spread
from commonweal.diagnose.turning import Turning
from commonweal.model.assessment import Assessment, Profile, Remark
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What kind of partnership it is, how it came about, what government should do."""

    collaboration: Collaboration
    situation: Situation
    """What the other steps know; with the names of the members."""
    profile: Profile
    by_party: Mapping[PartyId, Profile]
    """Parties inside one partnership differ (R11)."""
    motives: Mapping[PartyId, Mapping[str, int]]
    """Why each party takes part: how many of its respondents named each motive (R12)."""
    spread: Spread
    """Who gave what, and who stands alone."""
    turning: Turning
    """What would change the answer."""
    assessments: tuple[Assessment, ...]
    """Those that count: the newest of each respondent."""
    remarks: tuple[Remark, ...]
    process: Process
    government: Government
    note: str = ""
    """What must be known to read it, such as that it is a draft; empty where there is nothing."""


def diagnosed(
    collaboration: Collaboration,
    given: tuple[Assessment, ...],
    now: Situation,
    *,
    remarks: tuple[Remark, ...] = (),
    note: str = "",
) -> Diagnosis:
    """The diagnosis of a collaboration.

    Args:
        collaboration: with its events.
        given: the assessments that count, at least one.
        now: what the other steps know.
        remarks: what was said where respondents disagree.
        note: what must be known to read it.
    """
    read = reading(given)
    return Diagnosis(
        collaboration=collaboration,
        situation=now,
        profile=read.profile,
        by_party=read.by_party,
        motives=read.motives,
        spread=read.spread,
        turning=read.turning,
        assessments=given,
        remarks=remarks,
        process=process(collaboration, read.profile, now),
        government=government(collaboration, read.profile, now),
        note=note,
    )
