"""A figure that a form asks for: three numbers, or stars where it is known what one counts as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.model.change import Stored
from commonweal.model.winwin import Offers
from commonweal.web.form import Field, Kind
from commonweal.web.place import Place
from commonweal.web.stated import STARS, whose
from commonweal.winwin.table.bounds import BOUNDS, LARGEST, gaps
from commonweal.winwin.table.stated import stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a figure is called in a form, and what it may be."""

    name: str
    """Begins the names of its fields."""
    label: str
    least: float = -LARGEST
    """0 for a cost or a risk."""

    def fields(self, unit: str, *, starred: bool, needed: bool = True) -> tuple[Field, ...]:
        """Low, likely and high in that unit; the stars behind them where they can be given."""
        label = f"{self.label}, in {unit}" if unit else self.label
        numbers = tuple(
            Field(
                name=f"{self.name}-{bound}",
                label=f"{label}: {bound}",
                kind=Kind.NUMBER,
                needed=needed and not starred,
            )
            for bound in BOUNDS
        )
        stars = Field(
            name=self._stars, label="or in stars", kind=Kind.ONE, needed=False, choices=STARS
        )
        return (*numbers, stars) if starred else numbers

    def figure(self, values: Mapping[str, Any]) -> object:
        """What a filled form says, as a document of offers writes it."""
        stars = values.get(self._stars)
        return {"stars": int(stars)} if stars else list(self._given(values).values())

    def gaps(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Each field that is at fault, and what is wrong with it."""
        given = self._given(values)
        if values.get(self._stars):
            if any(number is not None for number in given.values()):
                yield self._stars, "Stars and numbers are both given. Give one or the other."
            return
        for bound, number in given.items():
            if number is None:
                hint = f"Give low, likely and high, as numbers{self._or_stars(values)}."
                yield f"{self.name}-{bound}", f"{self.label}: {bound} is not given. {hint}"
        for bound, wrong in gaps(given, least=self.least).items():
            yield f"{self.name}-{bound}", f"{self.label}: {wrong}."

    @property
    def _stars(self) -> str:
        return f"{self.name}-stars"

    def _given(self, values: Mapping[str, Any]) -> dict[str, float | None]:
        return {bound: values[f"{self.name}-{bound}"] for bound in BOUNDS}

    def _or_stars(self, values: Mapping[str, Any]) -> str:
        return ", or stars" if self._stars in values else ""


def change_gaps(
    here: Place, offers: Stored[Offers] | None, values: Mapping[str, Any]
) -> Mapping[str, str]:
    """What is wrong with the numbers that a figure on the table shall have, told of that figure.

    Nothing is looked at once the table has changed since, or where stars are given.
    """
    if offers is None or values["seen"] != str(offers.version) or values["stars"]:
        return {}
    found = next((each for each in stated(offers.record) if each.path == values["path"]), None)
    if found is None:
        return {}
    label = found.what + (f", {whose(here, found)}" if found.party else "")
    least = 0 if found.sign < 0 else -LARGEST
    wrong = gaps({bound: values[bound] for bound in BOUNDS}, least=least)
    return {bound: f"{label[0].upper()}{label[1:]}: {said}." for bound, said in wrong.items()}
