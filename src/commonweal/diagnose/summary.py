"""A diagnosis as others read it: one value, ready to be written as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence

from commonweal.diagnose.camp import camps
from commonweal.diagnose.contract import (
    CampSummary,
    Departure,
    DissentSummary,
    GateSummary,
    IncentiveSummary,
    MechanismSummary,
    NextSummary,
    OptionSummary,
    PartySummary,
    PressureSummary,
    RemarkSummary,
    RoleSummary,
    RunsSummary,
    Summary,
    TurnSummary,
    WarningSummary,
    WouldChange,
)
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.government import Government
from commonweal.diagnose.platform import type_of
from commonweal.diagnose.process import Process
from commonweal.diagnose.profile import differing, leading, uncovered
from commonweal.diagnose.stability import stable
from commonweal.diagnose.turning import Turn, What
from commonweal.diagnose.words import RULES
from commonweal.model.assessment import Basis, Degree, Deviation, Profile
from commonweal.model.ids import PartyId

__all__ = ["Summary", "summary"]


def summary(found: Diagnosis) -> Summary:
    """The diagnosis under the keys of its contract, parties by their names."""
    profile, named = found.profile, _Names(found)
    return Summary(
        label=profile.label.value,
        rule=RULES[profile.label],
        platform=type_of(profile),
        shares=profile.shares,
        coverage=profile.coverage,
        agreement=profile.agreement,
        stability=stable(profile),
        deviations=_departures(profile),
        by_party={
            named(party): _party(found, party) for party in sorted(found.by_party, key=named)
        },
        government=_roles(found.government),
        mechanisms=_mechanisms(found.process),
        next=tuple(
            NextSummary(step=each.step, text=each.text, rule=each.rule, source=_source(each.src))
            for each in found.process.next
        ),
        id=found.collaboration.id,
        title=found.collaboration.title,
        respondents=profile.respondents,
        largest=profile.top,
        not_covered=uncovered(profile),
        agreement_note=profile.agreement_note,
        stability_runs=_runs(profile),
        bounds={platform.value: (low, high) for platform, low, high in profile.bounds},
        by_dimension={dimension.value: shares for dimension, shares in profile.by_dimension},
        differ=tuple(sorted(named(party) for party in differing(profile, found.by_party))),
        dissent=tuple(_dissent(found, named)),
        camps=tuple(_camps(found, named)),
        motives={named(party): codes for party, codes in found.motives.items()},
        would_change=_would_change(found, named),
        pressure=_pressure(found.process, named),
        gates=_gates(found.process),
        incentive=_incentive(found.government),
        csr_options=_options(found.government),
        warnings=tuple(
            WarningSummary(id=each.id, text=each.text, source=_source(each.src))
            for each in found.government.warnings
        ),
        voluntary=found.government.voluntariness,
        remarks=tuple(
            RemarkSummary(
                dimension=each.dimension,
                party=named(each.party),
                at=each.at,
                text=each.text,
                settles=each.settles,
            )
            for each in found.remarks
        ),
        note=found.note,
    )


class _Names:
    """Parties by name; where two go by one name, their ids tell them apart."""

    def __init__(self, found: Diagnosis) -> None:
        known = found.situation.names
        often = Counter(known.values())
        self._names = {
            id: name if often[name] == 1 else f"{name} ({id})" for id, name in known.items()
        }

    def __call__(self, id: PartyId) -> str:
        return self._names.get(id, id)


def _departures(profile: Profile) -> tuple[Departure, ...]:
    return tuple(
        Departure(
            dimension=each.dimension,
            degree=each.degree,
            basis=each.basis,
            why=each.text,
            other=_other(each, profile),
        )
        for each in profile.deviations
    )


def _other(one: Deviation, profile: Profile) -> str | None:
    """What the other basis says: nobody need state anything, but what is rated is computed."""
    said = [
        each.degree.value
        for each in profile.deviations
        if each.dimension is one.dimension and each.basis is not one.basis
    ]
    if said:
        return ", ".join(dict.fromkeys(said))
    computed = (
        one.basis is Basis.STATED and profile.top and one.dimension in dict(profile.by_dimension)
    )
    return Degree.FITS.value if computed else None


def _party(found: Diagnosis, party: PartyId) -> PartySummary:
    own = found.by_party[party]
    return PartySummary(
        label=own.label.value,
        rule=RULES[own.label],
        platform=type_of(own),
        shares=own.shares,
        coverage=own.coverage,
        agreement=own.agreement,
        stability=stable(own),
        deviations=_departures(own),
        id=party,
        largest=own.top,
        agreement_note=own.agreement_note,
        respondents=own.respondents,
        motives=found.motives.get(party, {}),
    )


def _runs(profile: Profile) -> RunsSummary:
    return RunsSummary(
        draws=profile.stability.draws,
        seed=profile.stability.seed,
        bootstrap=dict(profile.stability.bootstrap),
        leave_one_out=dict(profile.stability.leave_one_out),
    )


def _dissent(found: Diagnosis, named: _Names) -> Iterator[DissentSummary]:
    for view in found.spread.alone(leading(found.profile)):
        for top in view.tops:
            yield DissentSummary(
                respondent=view.respondent,
                party=named(view.party),
                dimension=None,
                platform=top,
                value=None,
                median=None,
            )
    for each in found.spread.dissent:
        yield DissentSummary(
            respondent=each.respondent,
            party=named(each.party),
            dimension=each.dimension,
            platform=each.platform,
            value=each.value,
            median=each.median,
        )


def _camps(found: Diagnosis, named: _Names) -> Iterator[CampSummary]:
    for each in camps(found.assessments):
        yield CampSummary(
            tops=tuple(top.value for top in each.tops),
            respondents=tuple(f"{view.respondent}, {named(view.party)}" for view in each.views),
            shares=each.profile.shares,
        )


def _would_change(found: Diagnosis, named: _Names) -> WouldChange:
    return WouldChange(
        turns=tuple(
            TurnSummary(what=each.what, subject=_subject(each, named), label=each.called)
            for each in found.turning.turns
        ),
        tried=found.turning.tried,
        distance=found.turning.margins,
    )


def _subject(turn: Turn, named: _Names) -> str:
    if turn.what is What.RESPONDENT:
        return f"{turn.subject}, {named(turn.party)}"
    return named(PartyId(turn.subject)) if turn.what is What.PARTY else turn.subject


def _roles(found: Government) -> tuple[RoleSummary, ...]:
    return tuple(
        RoleSummary(
            role=each.role,
            rule=each.rule,
            source=_source(each.src),
            text=each.text,
            note=each.note,
            held=each.held,
        )
        for each in found.roles
    )


def _mechanisms(found: Process) -> tuple[MechanismSummary, ...]:
    return tuple(
        MechanismSummary(
            id=each.id,
            label=each.label,
            platform=each.platform,
            state=each.state,
            why=each.why,
            rule=each.rule,
            source=_source(each.src),
        )
        for each in found.mechanisms
    )


def _pressure(found: Process, named: _Names) -> tuple[PressureSummary, ...]:
    return tuple(
        PressureSummary(
            asked=named(each.asked),
            askers=each.askers,
            requests=each.requests,
            public=each.public,
            days=each.days,
            every_days=each.every_days,
            joined=each.joined,
            network=each.network,
            text=each.text,
        )
        for each in found.pressure
    )


def _gates(found: Process) -> tuple[GateSummary, ...]:
    return tuple(
        GateSummary(
            id=each.id, text=each.text, open=each.open, why=each.why, source=_source(each.src)
        )
        for each in found.gates
    )


def _incentive(found: Government) -> IncentiveSummary | None:
    if found.incentive is None:
        return None
    said = found.incentive
    return IncentiveSummary(text=said.text, source=_source(said.src), note=said.note)


def _options(found: Government) -> tuple[OptionSummary, ...]:
    return tuple(
        OptionSummary(
            id=each.id, text=each.text, source=each.source, dated=each.dated, note=each.note
        )
        for each in found.options
    )


def _source(src: Sequence[str]) -> str:
    return ", ".join(src)
