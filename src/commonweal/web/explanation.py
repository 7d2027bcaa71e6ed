"""What an answer hangs on, as lines and tables: figures that turn it, parties, obstacles."""

from dataclasses import dataclass

from commonweal.model.winwin import Explanation, Loss, Offers, Turn
from commonweal.web.place import Place
from commonweal.web.table import INVENTED, Sheet, State
from commonweal.winwin.explain.picture import figure_words
from commonweal.winwin.item import Item, ItemKind, texts
from commonweal.winwin.table.stated import stated

_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A single figure that makes another package the best one."""

    what: str
    ends: tuple[str, ...]
    """At which end of its range, and what is to be had then."""


def flips(here: Place, offers: Offers, found: Explanation) -> tuple[Flip, ...]:
    """Every figure that flips the answer alone, largest swing first."""
    named = _figures(here, offers)
    return tuple(
        Flip(what=named.get(each.path, each.path), ends=_ends(each, found.package.unit))
        for each in found.turns
        if each.flips_low or each.flips_high
    )


def turns_sheet(here: Place, offers: Offers | None, found: Explanation | None) -> Sheet:
    """What becomes of the answer with each figure at an end of its range."""
    named = _figures(here, offers) if offers else {}
    unit = found.package.unit if found else ""
    return Sheet(
        name="turns",
        title="One figure at a time",
        columns=(
            "figure",
            f"public value with it low, {unit}",
            f"with it high, {unit}",
            "flips the answer",
        ),
        rows=tuple(
            (
                named.get(each.path, each.path),
                each.at_low,
                each.at_high,
                _flips(each),
            )
            for each in (found.turns if found else ())
        ),
        caption=_tried(found) if found else "",
        label=INVENTED if found and found.package.invented else "",
        empty="No figure has a range that could turn the answer.",
    )


def party_sheet(here: Place, offers: Offers | None, found: Explanation | None) -> Sheet:
    """What is lost without each party."""
    return _losses(
        here,
        offers,
        found.without_party if found else (),
        name="without-party",
        title="What is lost without each party",
        first="party",
        empty="Nobody takes part in the answer.",
        unit=found.package.unit if found else "",
    )


def track_sheet(here: Place, offers: Offers | None, found: Explanation | None) -> Sheet:
    """What is lost if each track alone is never done."""
    return _losses(
        here,
        offers,
        found.without_track if found else (),
        name="without-track",
        title="What each obstacle costs if it stays",
        first="track",
        empty="No obstacle is left: every track on the table is done, or there is none.",
        unit=found.package.unit if found else "",
    )


def costliest(found: Explanation) -> tuple[Loss, ...]:
    """The obstacles that cost most, those of equal cost together; none if none costs anything."""
    most = max((each.lost for each in found.without_track), default=0.0)
    return tuple(each for each in found.without_track if most > 0 and each.lost == most)


def called(offers: Offers | None) -> dict[str, str]:
    """What people call each track on the table, by its name."""
    return {each.track: each.called for each in offers.tracks} if offers else {}


def _losses(
    here: Place,
    offers: Offers | None,
    losses: tuple[Loss, ...],
    *,
    name: str,
    title: str,
    first: str,
    unit: str,
    empty: str,
) -> Sheet:
    said = texts(offers) if offers else {}
    obstacles = called(offers)

    def services(loss: Loss) -> str | None:
        items = (Item(kind=ItemKind.SERVICE, id=each) for each in loss.services)
        return "; ".join(said.get(each, each.id) for each in items) or None

    return Sheet(
        name=name,
        title=title,
        columns=(first, f"lost, {unit}", f"left, {unit}", "services that fall", "also worse off"),
        rows=tuple(
            (
                obstacles.get(each.what) or here.name(each.what),
                each.lost,
                each.public_value,
                services(each),
                ", ".join(here.name(one) for one in each.worse_off) or None,
            )
            for each in losses
        ),
        caption="Public value of the best package that is left, at the same margin and caution.",
        label=INVENTED if offers and offers.invented else "",
        empty=empty,
    )


def _figures(here: Place, offers: Offers) -> dict[str, str]:
    """Every figure in words, with its range."""
    named = figure_words(offers, here.names)
    return {
        each.path: f"{named[each.path]}: {each.figure.likely:,g} "
        f"({each.figure.low:,g} to {each.figure.high:,g})"
        for each in stated(offers)
    }


def _ends(turn: Turn, unit: str) -> tuple[str, ...]:
    ends = (("low", turn.at_low, turn.flips_low), ("high", turn.at_high, turn.flips_high))
    return tuple(f"at its {end}: {value:,.6g} {unit}" for end, value, flipped in ends if flipped)


def _flips(turn: Turn) -> State | None:
    ends = [end for end, flipped in (("low", turn.flips_low), ("high", turn.flips_high)) if flipped]
    if not ends:
        return None
    return State(word="at both ends" if len(ends) == _SEVERAL else f"if {ends[0]}", tone="warn")


def _tried(found: Explanation) -> str:
    tried = len(found.turns)
    return (
        f"{tried} of {found.figures} figures were tried, those with the widest ranges; "
        f"public value with everything as likely: {found.package.public_value:,.6g} "
        f"{found.package.unit}."
    )
