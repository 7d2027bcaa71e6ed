"""`weal winwin explain`: what the answer hangs on, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.app.winwin import explain, solution
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.cli.winwin.package import lying
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Explanation, Loss, Offers, Standing, Turn
from commonweal.winwin.contract import explanation_told
from commonweal.winwin.ending import ended
from commonweal.winwin.explain.picture import figure_words
from commonweal.winwin.item import Item, texts

_TOLD = 15
"""Figures that are shown to people, largest swing first; programs are told all."""

Names = Mapping[PartyId, str]


@command(app, "explain")
def explain_(session: Session, name: Name) -> Answer:
    """Find which figure, party or obstacle the answer hangs on, or why there is no package.

    Each figure is set to the ends of its range, each party left out, each track never done, and
    the rest is solved again. Ctrl-C on a large table ends with what was found, which is kept.

    Example: weal winwin explain "Flood maps"
    """
    who = session.actor, session.node, session.collaboration_id(name)
    found = explain.at_once(*who)
    if found is None:
        session.finished(explain.start(*who))
        found = explain.show(*who)
    offers, names = lying(session, who[2]), solution.names(*who)
    return Answer(value=explanation_told(found, offers, names), show=_shown(found, offers, names))


def _shown(found: Explanation, offers: Offers, names: Names) -> Show:
    package, label = found.package, " (invented figures)" if found.package.invented else ""
    parts = [
        lines(
            f"{package.standing.value}{label}: public value {package.public_value:,.1f} "
            f"{package.unit} at margin {package.margin:,.1f}, caution {package.caution:.1f}. "
            f"{ended(package)}",
            *([found.note] if found.note else []),
        ),
        _turns(found, offers, names),
    ]
    if found.blocked:
        said = [f"- {each.constraint} {each.change}".rstrip() for each in found.blocked]
        parts.append(lines("Why there is no package:", *said))
    if found.package.standing is not Standing.NO_DEAL:
        called: dict[str, str] = {party: name for party, name in names.items()}
        called.update((each.track, each.called) for each in offers.tracks)
        told = _Told(called=called, said=texts(offers), unit=package.unit)
        parts.append(_losses("Without each party", "party", found.without_party, told))
        parts.append(_losses("With a track never done", "track", found.without_track, told))
    if not found.complete:
        parts.append(lines("It was stopped before everything was tried."))
    return several(*parts)


def _turns(found: Explanation, offers: Offers, names: Names) -> Show:
    known = figure_words(offers, names)
    moved = [each for each in found.turns if _matters(each)]
    rows = [(known[each.path], each.at_low, each.at_high, _flips(each)) for each in moved[:_TOLD]]
    title = (
        f"One figure alone, in {found.package.unit}: {len(found.turns)} of {found.figures} tried, "
        f"{len(moved)} matter"
    )
    columns = ("figure", "public value at low", "at high", "another package")
    return table(title, columns, rows, "No figure alone changes the answer.")


def _matters(turn: Turn) -> bool:
    return turn.flips_low or turn.flips_high or turn.at_low != turn.at_high


def _flips(turn: Turn) -> str:
    ends = (("at low", turn.flips_low), ("at high", turn.flips_high))
    return ", ".join(end for end, flips in ends if flips)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What parties, tracks and services are called, and the unit."""

    called: Mapping[str, str]
    said: Mapping[Item, str]
    unit: str

    def services(self, loss: Loss) -> str:
        return "; ".join(self.said.get(Item.service(each), each) for each in loss.services)


def _losses(title: str, kind: str, losses: Sequence[Loss], told: _Told) -> Show:
    rows = [
        (
            told.called.get(each.what, each.what),
            each.lost,
            told.services(each),
            ", ".join(told.called.get(party, party) for party in each.worse_off),
        )
        for each in losses
    ]
    columns = (kind, "public value lost", "services that fall", "worse off")
    return table(f"{title}, in {told.unit}", columns, rows, f"{title}: nothing to tell.")
