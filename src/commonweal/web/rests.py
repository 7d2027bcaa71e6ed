"""What an amount is and what it rests on, in words: releases by lane and day, not by id."""

import re
from collections.abc import Mapping

from commonweal.app import use
from commonweal.model.estimate import Estimate
from commonweal.model.release import Release
from commonweal.web.place import Place
from commonweal.web.table import Cell, Link

_ID = re.compile(r"\brel_[0-9A-Z]{26}\b")


def amount_words(amount: Estimate) -> str:
    """The likely figure with its unit, and its range if it has one."""
    likely = f"{amount.likely:,.6g} {amount.unit}"
    if amount.low == amount.high:
        return likely
    return f"{likely} ({amount.low:,.6g} to {amount.high:,.6g})"


def seen_releases(here: Place) -> Mapping[str, Release]:
    """The releases of the collaboration that the visitor's party may see, by id."""
    visit = here.visitor
    return {each.id: each for each in use.inbox(visit.actor, visit.node, here.collaboration.id)}


def source_words(text: str, known: Mapping[str, Release]) -> str:
    """The text with ids of releases said as lane and day."""
    return _ID.sub(lambda found: _called(known.get(found[0])), text)


def evidence_cell(here: Place, text: str, known: Mapping[str, Release]) -> Cell:
    """The evidence of a return: a link to the release it names, else its words."""
    found = known.get(text)
    if found is None:
        return source_words(text, known) or None
    return Link(text=_called(found), href=f"/c/{here.collaboration.id}/use/{found.id}")


def _called(release: Release | None) -> str:
    if release is None:
        return "a release that your party does not see"
    return f"the {release.lane} release of {release.at:%-d %b %Y}"
