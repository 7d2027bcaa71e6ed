"""What the gains of a party wait for: decisions of authorities, and what others share and do."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from commonweal.model.ids import PartyId
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Offers
from commonweal.winwin.item import Item, ItemKind, texts
from commonweal.winwin.selection import before


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An alignment track, and what of a party's gains waits for it."""

    track: str
    board: tuple[AlignmentTrack, ...]
    """As they stand with each authority in each country; empty if nobody has opened it."""
    done: bool
    gains: tuple[str, ...]
    """What waits for it, in words."""

    @property
    def due(self) -> date | None:
        """The day by which the last of it shall be done; None if done, or a day is missing."""
        days = [each.due for each in self.board if each.state is not TrackState.DONE]
        known = [day for day in days if day is not None]
        return max(known) if not self.done and known and len(known) == len(days) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """Something another party must do, and what of a party's gains falls without it."""

    party: PartyId
    item: Item
    does: str
    """`shares`, `uses` or `gives`."""
    text: str
    gains: tuple[str, ...]


def not_before(found: Iterable[Waiting]) -> tuple[date | None, tuple[str, ...]]:
    """The day before which not all gains can begin, and the tracks for which no day is set."""
    open = [each for each in found if not each.done]
    days = [each.due for each in open if each.due]
    return max(days, default=None), tuple(each.track for each in open if each.due is None)


def waiting(
    offers: Offers,
    gains: Collection[Item],
    tracks: Iterable[AlignmentTrack],
    done: frozenset[str],
) -> tuple[Waiting, ...]:
    """The tracks that these gains wait for, in the order of the offers."""
    known, board = texts(offers), tuple(tracks)
    services = [each for each in offers.services if Item.service(each.id) in gains]
    needs = {each.id: before(offers, each.needs_tracks) for each in services}
    return tuple(
        Waiting(
            track=track,
            board=tuple(each for each in board if each.name == track),
            done=track in done,
            gains=tuple(
                known[Item.service(each.id)] for each in services if track in needs[each.id]
            ),
        )
        for track in _ordered(offers, needs.values())
    )


def reliances(offers: Offers, gains: Collection[Item], party: PartyId) -> tuple[Reliance, ...]:
    """What others must share, use and give for these gains of the party."""
    known = texts(offers)
    found: dict[tuple[PartyId, str, Item], list[str]] = {}
    for gain in gains:
        for needed in _needed(offers, gain):
            if needed[0] != party:
                found.setdefault(needed, []).append(known[gain])
    return tuple(
        Reliance(party=other, item=item, does=does, text=known[item], gains=tuple(told))
        for (other, does, item), told in found.items()
    )


def _ordered(offers: Offers, needs: Iterable[Collection[str]]) -> tuple[str, ...]:
    needed = {track for each in needs for track in each}
    listed = [each.track for each in offers.tracks if each.track in needed]
    return tuple(dict.fromkeys((*listed, *sorted(needed))))


def _needed(offers: Offers, gain: Item) -> Iterator[tuple[PartyId, str, Item]]:
    """Who must do what with which item for a gain, its own part in it too."""
    if gain.kind is ItemKind.USE:
        yield _sharing(offers, gain.id)
        return
    service = next(each for each in offers.services if each.id == gain.id)
    yield service.provider, "gives", gain
    users = {use.id: use.user for use in offers.uses}
    for use in service.needs_uses:
        yield users[use], "uses", Item.use(use)
        yield _sharing(offers, use)


def _sharing(offers: Offers, use: str) -> tuple[PartyId, str, Item]:
    of = next(each.element for each in offers.uses if each.id == use)
    holder = next(each.holder for each in offers.elements if each.id == of)
    return holder, "shares", Item.element(of)
