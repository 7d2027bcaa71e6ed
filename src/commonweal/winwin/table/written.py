"""Offers written out as the document that would put them on the table again."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.party import Party
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, ServiceInReturn, TrackCost, Use
from commonweal.winwin.flow import parties
from commonweal.winwin.table.offers import MONTHS
from commonweal.winwin.table.star import stars_of, worth
from commonweal.winwin.table.stated import stated

Written = dict[str, Any]
"""A document of plain builtins: lists, and what holds for all of it."""

_Figure = Callable[[Estimate], object]
_Name = Callable[[PartyId], str]


def document(offers: Offers) -> Written:
    """What `winwin.table.offers.offers` reads as the same offers, if parties go by their ids."""
    listed = [{"id": word, "name": party} for word, party in offers.called]

    def figure(whole: Estimate) -> object:
        return {**_spoken(whole, offers), **_origin(whole), "unit": whole.unit}

    return {**_frame(offers), "parties": listed, **_lists(offers, figure, str)}


def brief(
    offers: Offers,
    names: Mapping[PartyId, str],
    *,
    known: Collection[Party] = (),
    board: Collection[AlignmentTrack] = (),
) -> Written:
    """The same for people, if parties go by `names`.

    Unit, source, day and who put it here stand once at the top if most figures have them, and such
    a figure is a number or `[low, likely, high]`. Lists that are empty are left out.

    Args:
        offers: what lies on the table.
        names: what the document calls each party.
        known: the parties of whom the document tells name and kind, so that others can read it.
        board: the alignment tracks of which it tells kind, authority and country.
    """
    origins = Counter(tuple(_origin(each.figure).items()) for each in stated(offers))
    usual = dict(origins.most_common(1)[0][0])

    def figure(whole: Estimate) -> object:
        own, spoken = _origin(whole), _spoken(whole, offers)
        if own == usual:
            return _short(spoken)
        return {**spoken, **{key: said for key, said in own.items() if said != usual[key]}}

    def name(party: PartyId) -> str:
        return names.get(party, party)

    lists = _lists(offers, figure, name)
    lists["tracks"] = [_standing(each, board) for each in lists["tracks"]]
    lists = {"parties": list(_listed(offers, name, known)), **lists}
    top = {key: said for key, said in usual.items() if said}
    frame = {"unit": offers.unit, **top, **_frame(offers)}
    return {**frame, **{key: entries for key, entries in lists.items() if entries}}


def restate(written: Mapping[str, Any], path: str, figure: Mapping[str, object]) -> None:
    """Put a figure at a path of a document, such as `uses[0].public_value`, in place of its own."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
    place: Any = written
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = figure


def _frame(offers: Offers) -> dict[str, object]:
    """What holds for the whole document, where it is not as usual."""
    star = {"star": _round(offers.star)} if offers.star else {}
    return {**star, **({"months": offers.months} if offers.months != MONTHS else {})}


def _lists(offers: Offers, figure: _Figure, name: _Name) -> Written:
    return {
        "elements": [
            {"id": e.id, "holder": name(e.holder), "text": e.text, "cost": figure(e.cost)}
            for e in offers.elements
        ],
        "uses": [_use(use, figure, name) for use in offers.uses],
        "services": [_service(service, figure, name) for service in offers.services],
        "tracks": [_track(track, figure) for track in offers.tracks],
    }


def _use(use: Use, figure: _Figure, name: _Name) -> dict[str, object]:
    told = {
        "value_type": use.value_type and use.value_type.value,
        "indicator": use.indicator,
        "baseline": use.baseline,
        "counterfactual": use.counterfactual,
        "stage": use.stage and use.stage.value,
    }
    return {
        "id": use.id,
        "element": use.element,
        "user": name(use.user),
        "text": use.text,
        "private_value": figure(use.private_value),
        "public_value": figure(use.public_value),
        "risk_to_holder": figure(use.risk_to_holder),
        **{key: said for key, said in told.items() if said},
    }


def _service(service: ServiceInReturn, figure: _Figure, name: _Name) -> dict[str, object]:
    return {
        "id": service.id,
        "provider": name(service.provider),
        "text": service.text,
        "cost": figure(service.cost),
        "benefits": [
            {"recipient": name(each.recipient), "value": figure(each.value)}
            for each in service.benefits
        ],
        "needs_uses": list(service.needs_uses),
        "needs_tracks": list(service.needs_tracks),
        **({"begins": service.begins} if service.begins else {}),
    }


def _track(track: TrackCost, figure: _Figure) -> dict[str, object]:
    needs = {"needs_tracks": list(track.needs_tracks)} if track.needs_tracks else {}
    return {"track": track.track, "cost": figure(track.cost), **needs}


def _standing(entry: dict[str, object], board: Collection[AlignmentTrack]) -> dict[str, object]:
    """The entry with where the track stands; not how far it is, which the board keeps alone."""
    found = [each for each in board if each.name == entry["track"]]
    if len(found) != 1:
        return entry
    track = found[0]
    told = {"kind": track.kind.value, "authority": track.authority, "country": track.country}
    return {**entry, **told, **({"text": track.text} if track.text else {})}


def _listed(offers: Offers, name: _Name, known: Collection[Party]) -> Iterator[dict[str, str]]:
    words = {party: word for word, party in offers.called}
    parts = {each.id: each for each in known}
    for party in dict.fromkeys((*words, *(each for each in parties(offers) if each in parts))):
        word, whole = words.get(party, name(party)), parts.get(party)
        other = whole.name if whole else party
        kind = {"kind": whole.kind.value} if whole else {}
        yield {"id": word, **kind, **({"name": other} if other != word else {})}


def _spoken(figure: Estimate, offers: Offers) -> dict[str, object]:
    """The figure as it was given: in stars while it is what they say, else its range."""
    stars = stars_of(figure, worth(offers))
    if stars is not None:
        return {"stars": stars}
    bounds = {"low": figure.low, "likely": figure.likely, "high": figure.high}
    return {key: _round(bound) for key, bound in bounds.items()}


def _short(spoken: dict[str, object]) -> object:
    """A range as a list, and one that is a single number as that."""
    bounds = list(spoken.values())
    if "stars" in spoken:
        return spoken
    return bounds if len(set(bounds)) > 1 else bounds[0]


def _origin(figure: Estimate) -> dict[str, str]:
    return {"source": figure.source, "on": figure.on.isoformat(), "by": figure.by}


def _round(bound: float) -> float:
    """A whole number without its point."""
    return int(bound) if float(bound).is_integer() else bound
