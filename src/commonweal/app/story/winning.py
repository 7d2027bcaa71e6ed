"""The search for win-wins: packages, what they hang on, and how they are sold inside."""

from copy import deepcopy
from typing import Any

from commonweal.app.align import alignment
from commonweal.app.story.telling import Telling
from commonweal.app.winwin import businesscase, need, offers, solution, whatif
from commonweal.cases.act import Need, Ready, Review, Solve, WhatIf
from commonweal.cases.case import Case
from commonweal.model.winwin import Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.table.written import restate


def package_found(told: Telling, act: Solve) -> None:
    """Offers on the table, and the package at which everyone gains."""
    actor = told.actor(act.by)
    offers.table(actor, told.node, told.collaboration.id, document=_tabled(told.case, act))
    told.package, weighed = solution.solve(actor, told.node, told.collaboration.id)
    told.ours(f"{act.text}All figures invented. {_found(told.package, weighed)}")
    for net in told.package.nets:
        told.ours(
            f"In it for {told.named(net.party)}: {net.net:+.0f} "
            f"(no loss with chance {percent(net.chance)})."
        )


def _tabled(case: Case, act: Solve) -> dict[str, Any]:
    """The offers of the case, with the figures that stood otherwise then."""
    document = deepcopy(case.offers)
    for path, bounds in act.figures.items():
        restate(document, path, dict(zip(("low", "likely", "high"), bounds, strict=True)))
    return {**document, "on": act.day or document["on"]}


def _found(package: Package, weighed: tuple[Package, ...]) -> str:
    if package.standing is Standing.NO_DEAL:
        return "No deal: no package gives everybody what it needs, so nothing is shared."
    best = max(each.public_value for each in weighed)
    return (
        f"Public value {package.public_value:.0f} {package.unit}; the maximum is {best:.0f}, and "
        f"the chance that everyone outside government gains decides: {percent(package.chance)}."
    )


def weighed_without(told: Telling, act: WhatIf) -> None:
    """What would be left without something; nothing of it is kept."""
    found = whatif.without(
        told.actor(act.by),
        told.node,
        told.collaboration.id,
        services=act.services,
        tracks=act.failed,
    )
    told.ours(
        f"{act.text}: public value {found.chosen.public_value:.0f} "
        f"instead of {told.package.public_value:.0f} {told.package.unit}."
    )


def needed(told: Telling, act: Need) -> None:
    """What it would take for one party, in the likely case and if things go badly."""
    party = told.parties[act.party]
    found = need.need(told.actor(act.by), told.node, told.collaboration.id, party=party.id)
    likely, low = (each.least_incentive for each in found)
    told.ours(
        f"What it would take for {party.name}: {_paid(likely)} in the likely case, {_paid(low)} "
        f"if things go badly ({told.package.unit}, invented)."
    )


def _paid(amount: float | None) -> str:
    return "no payment helps" if amount is None else f"{amount:.0f}"


def reviewed(told: Telling, act: Review) -> None:
    """A business case is sold inside before anything is aligned for it (paper S5.1)."""
    for name in act.by:
        businesscase.review(
            told.actor(name), told.node, told.collaboration.id, state=act.state, by=act.role
        )
        told.ours(f"The business case of {told.parties[name].name} is {act.state} ({act.role}).")


def readied(told: Telling, act: Ready) -> None:
    """How near a benefit is, by what is still missing."""
    board = alignment.status(told.actor(act.by), told.node, told.collaboration.id)
    for each in board.readiness:
        if each.benefit.id == act.service:
            told.ours(each.sentence)
