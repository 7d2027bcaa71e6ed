"""A package on its page: what is in it, the nets, and how sure its answer is."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.model.winwin import Offers, Package, Standing
from commonweal.web.place import Place
from commonweal.web.table import INVENTED, Sheet, State
from commonweal.winwin.chance import percent
from commonweal.winwin.item import Item, ItemKind, texts
from commonweal.winwin.points import CHANCE
from commonweal.winwin.verdict import all_gain

TONES = {
    Standing.WIN_WIN: "good",
    Standing.ONE_SIDED: "warn",
    Standing.DONATION: "warn",
    Standing.NO_DEAL: "bad",
}

MOST = 8
"""Things of one kind that are named at once; the others are folded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of thing that a package holds, in words."""

    title: str
    texts: tuple[str, ...]
    href: str = ""

    @property
    def first(self) -> tuple[str, ...]:
        """Those that are named at once."""
        return self.texts[:MOST]

    @property
    def rest(self) -> tuple[str, ...]:
        """Those that are folded away."""
        return self.texts[MOST:]


def parts(here: Place, package: Package, offers: Offers) -> tuple[Part, ...]:
    """What a package holds, in the words of the offers; what these know no more is left out."""
    aligning = f"/c/{here.collaboration.id}/align"
    known = texts(offers)
    obstacles = {each.track: each.called for each in offers.tracks}
    needed = tuple(obstacles.get(each, each) for each in package.tracks)

    def told(kind: ItemKind, ids: tuple[str, ...]) -> tuple[str, ...]:
        items = (Item(kind=kind, id=each) for each in ids)
        return tuple(known[each] for each in items if each in known)

    return (
        Part(title="who joins", texts=tuple(here.name(each) for each in package.joined)),
        Part(title="shared", texts=told(ItemKind.ELEMENT, package.elements)),
        Part(title="used", texts=told(ItemKind.USE, package.uses)),
        Part(title="given back", texts=told(ItemKind.SERVICE, package.services)),
        Part(title="tracks it needs", texts=needed, href=aligning),
    )


def nets_sheet(here: Place, package: Package | None, *, point: int | None = None) -> Sheet:
    """What is in the package for each party; of a point of the frontier, if one is given."""
    return Sheet(
        name="nets" if point is None else f"nets-{point}",
        title="For each party" if point is None else f"For each party, at point {point}",
        columns=("party", f"net, {package.unit}" if package else "net", "chance of no loss"),
        rows=tuple(
            (here.name(each.party), each.net, percent(each.chance))
            for each in (package.nets if package else ())
        ),
        caption=_drawn(package) if package else "",
        label=INVENTED if package and package.invented else "",
        empty="Nobody joins.",
    )


def earlier_sheet(packages: Sequence[Package]) -> Sheet:
    """The packages that were kept before, newest first."""
    return Sheet(
        name="earlier",
        title="Packages kept before",
        columns=("kept", "called", "public value", "unit", CHANCE),
        rows=tuple(
            (
                each.at.date(),
                State(word=each.standing.value, tone=TONES[each.standing]),
                each.public_value,
                each.unit,
                all_gain(each),
            )
            for each in packages
        ),
        caption="Each of the figures that lay on the table then.",
        label=INVENTED if any(each.invented for each in packages) else "",
    )


def _drawn(package: Package) -> str:
    label = "Invented figures. " if package.invented else ""
    drawn = f"chances over {package.draws:,} draws, seed {package.seed}"
    return f"{label}Net at the likely figures; {drawn}."
