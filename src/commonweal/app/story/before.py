"""Before anything is shared: proposals, diagnosis, win-win, alignment, the quake."""

from commonweal.app import align, collaboration, diagnose, winwin
from commonweal.app.story.telling import Telling
from commonweal.cases.case import CaseEvent, CaseTrack
from commonweal.model.collaboration import EventKind
from commonweal.model.track import TrackState


def proposals(told: Telling) -> None:
    """Several proposals, many requesters, and no agreement (paper S5.2)."""
    told.step("Before: proposals without agreement")
    for event in told.case.events:
        _noted(told, event)


def diagnosed(told: Telling) -> None:
    """Ratings in, a profile and its deviation out."""
    told.step("1 diagnose: what kind of partnership is this")
    given = told.case.assessment
    rows = [
        {
            "dimension": dimension.value,
            "platform": platform,
            "value": value,
            "evidence": [
                {
                    "kind": "document",
                    "text": coding.finding,
                    "period": given.period,
                    "source": coding.source,
                }
            ],
        }
        for dimension, coding in given.coding.items()
        for platform, value in zip(diagnose.PLATFORMS, coding.values, strict=True)
    ]
    actor = told.actor(given.party)
    diagnose.rate(
        actor,
        told.node,
        told.collaboration.id,
        respondent=given.respondent,
        closeness=given.closeness,
        rows=rows,
        stated=[
            {"dimension": each.dimension.value, "degree": each.degree, "text": each.text}
            for each in given.stated
        ],
    )
    told.diagnosis = diagnose.show(actor, told.node, told.collaboration.id)
    profile = told.diagnosis.profile
    shares = ", ".join(
        f"{platform.replace('_', ' ')} {share:.2f}"
        for platform, share in zip(diagnose.PLATFORMS, profile.shares.ordered(), strict=True)
    )
    told.ours(f"{given.note}.")
    told.ours(f"Profile: {shares}; label: {profile.label.value}.")
    for each in profile.deviations:
        told.ours(f"Deviation ({each.basis.value}): {each.dimension.value} {each.degree.value}.")
    told.paper("Both partners kept their autonomy, where the ideal type segments (T1, T4).")
    told.ours(f"Role of government: {told.diagnosis.advice.text}")


def package_found(told: Telling) -> None:
    """Offers on the table, and the package at which everyone gains."""
    told.step("2 winwin: what would leave every party better off")
    actor = told.actor(told.case.founder)
    winwin.table(actor, told.node, told.collaboration.id, document=told.case.offers, aliases={})
    told.package, weighed = winwin.solve(actor, told.node, told.collaboration.id)
    best = max(each.public_value for each in weighed)
    told.ours(
        f"All figures invented. Public value {told.package.public_value:.0f} "
        f"{told.package.unit}; the maximum is {best:.0f}, and the chance that everyone gains "
        f"decides: {told.package.chance:.2f}."
    )
    for net in told.package.nets:
        name = next(p.name for p in told.parties.values() if p.id == net.party)
        told.ours(f"In it for {name}: {net.net:+.0f} (no loss with chance {net.chance:.2f}).")


def alignment_begun(told: Telling) -> None:
    """A track that is open keeps the promised benefit at `promised`."""
    told.step("3 align: what stands between promise and benefit")
    for track in told.case.tracks:
        set_track(told, track, TrackState.OPEN)
        told.ours(f"Track {track.name!r} ({track.kind.value}, {track.authority}) is open.")


def set_track(told: Telling, track: CaseTrack, state: TrackState) -> None:
    """Set a track of the case for its founder."""
    align.set_track(
        told.actor(told.case.founder),
        told.node,
        told.collaboration.id,
        name=track.name,
        kind=track.kind,
        authority=track.authority,
        country=track.country,
        state=state,
    )


def quake(told: Telling) -> None:
    """The event that decides (paper S5.2)."""
    told.step("The earthquake")
    _noted(told, told.case.urgency)
    _noted(told, told.case.commitment)


def _noted(told: Telling, event: CaseEvent) -> None:
    told.clock.turn_to(event.at)
    collaboration.note(
        told.actor(told.case.founder),
        told.node,
        told.collaboration.id,
        kind=EventKind(event.kind),
        text=event.text,
        source=event.source,
        at=event.at,
    )
    told.paper(f"{event.at:%d %b %Y}: {event.text}. [{event.source}]")
