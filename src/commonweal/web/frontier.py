"""The frontier on its page: every point with its package, one of them open."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.web.package import TONES, Part, nets_sheet, parts
from commonweal.web.place import Place
from commonweal.web.table import INVENTED, Cell, Sheet, State
from commonweal.winwin.chance import percent
from commonweal.winwin.points import CHANCE, KEPT, NO_DEAL, PLAIN, RECOMMENDED, marks
from commonweal.winwin.verdict import all_gain

_TONES = {RECOMMENDED: "good", KEPT: "", PLAIN: "warn", NO_DEAL: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Points that follow each other with one package: it, and why it stands out."""

    numbers: tuple[int, ...]
    """From 1 on, as in the picture and in the address."""
    packages: tuple[Package, ...]
    marks: tuple[State, ...]
    parts: tuple[Part, ...]
    nets: Sheet
    open: bool

    @property
    def package(self) -> Package:
        """The package, as the last of the points has it: held to the most."""
        return self.packages[-1]

    @property
    def called(self) -> str:
        """The numbers as they are read: `1–4`."""
        ends = dict.fromkeys((self.numbers[0], self.numbers[-1]))
        return "–".join(map(str, ends))

    @property
    def held(self) -> str:
        """What parties are held to, from the first to the last of the points."""
        first, last = self.packages[0], self.packages[-1]
        if last.caution:
            return f"caution {_span(percent(first.caution), percent(last.caution))}"
        return f"margin {_span(f'{first.margin:,.4g}', f'{last.margin:,.4g}')} {first.unit}"

    @property
    def plain(self) -> bool:
        """True if the plain optimum is one of them, and nothing that is recommended."""
        words = {each.word for each in self.marks}
        return PLAIN in words and RECOMMENDED not in words


def shown(
    here: Place, found: Frontier | None, offers: Offers, kept: Package | None, wanted: str
) -> tuple[Shown, ...]:
    """Every package, margins rising, each once; open is the one that is wanted."""
    if found is None:
        return ()
    return tuple(
        Shown(
            numbers=tuple(place + 1 for place in places),
            packages=tuple(found.points[place] for place in places),
            marks=_marks(found, places, kept),
            parts=parts(here, found.points[places[0]], offers),
            nets=nets_sheet(here, found.points[places[0]], point=places[0] + 1),
            open=wanted in {str(place + 1) for place in places},
        )
        for places in _alike(found.points)
    )


def _alike(points: tuple[Package, ...]) -> list[list[int]]:
    """The places of points that follow each other and choose the same, held in the same way."""
    found: list[list[int]] = []
    for place, each in enumerate(points):
        before = points[place - 1] if place else None
        if before and _choice(before) == _choice(each):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _choice(package: Package) -> tuple[object, ...]:
    held = bool(package.caution)
    return held, package.joined, package.elements, package.uses, package.services


def _marks(found: Frontier, places: list[int], kept: Package | None) -> tuple[State, ...]:
    words = dict.fromkeys(word for place in places for word in marks(found, place, kept))
    return tuple(State(word=word, tone=_TONES[word]) for word in words)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def points_sheet(found: Frontier | None, kept: Package | None) -> Sheet:
    """The points as a table."""
    unit = found.plain.unit if found else ""
    points = _row_by_row(found, kept) if found else ()
    return Sheet(
        name="points",
        title="Every point",
        columns=(
            "point",
            f"margin, {unit}",
            "caution",
            f"public value, {unit}",
            CHANCE,
            "called",
            "marked",
        ),
        rows=tuple(points),
        caption="The margin is the least that every joined party outside government must gain.",
        label=INVENTED if found and found.invented else "",
    )


def _row_by_row(found: Frontier, kept: Package | None) -> Iterator[tuple[Cell, ...]]:
    for place, each in enumerate(found.points):
        yield (
            place + 1,
            each.margin,
            percent(each.caution),
            each.public_value,
            all_gain(each),
            State(word=each.standing.value, tone=TONES[each.standing]),
            ", ".join(marks(found, place, kept)) or None,
        )
