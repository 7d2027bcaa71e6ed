"""What about government's part must be declared (S2, S6; tricky cases 3 and 6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.relation import Double, doubles
from commonweal.diagnose.situation import Situation
from commonweal.diagnose.voluntary import Voluntariness
from commonweal.model.collaboration import Collaboration
from commonweal.model.party import PartyKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something about government's part that must be declared."""

    id: str
    """coercion, coercion-sign, regulator-and-partner, mandatory or government-missing."""
    text: str
    src: tuple[str, ...]


def warnings(
    collaboration: Collaboration, now: Situation, found: Voluntariness
) -> tuple[Warned, ...]:
    """Everything to declare, the gravest first."""
    return (*_coercion(found), *_both(collaboration, now), *_mandatory(found), *_missing(now))


def _coercion(found: Voluntariness) -> Iterator[Warned]:
    if found.signs:
        said = " ".join(each.text for each in found.signs)
        id = "coercion" if found.withheld else "coercion-sign"
        yield Warned(id=id, text=f"{said} {found.text}", src=("S2", "OURS"))


def _both(collaboration: Collaboration, now: Situation) -> Iterator[Warned]:
    for each in _partners(collaboration, now):
        subjects = tuple(now.named(party) for party in each.regulates)
        yield Warned(
            id="regulator-and-partner",
            text=_declared(now.named(each.party), subjects),
            src=("S2", "OURS"),
        )


def _partners(collaboration: Collaboration, now: Situation) -> Iterator[Double]:
    """Regulators that share or gain here, and those for whom a value is stated."""
    found = doubles(collaboration, now.surroundings)
    yield from found
    known = {each.party for each in found}
    for party in collaboration.with_role(Role.REGULATOR):
        if party in now.value_stated and party not in known:
            yield Double(party=party, regulates=(), roles=())


def _declared(name: str, subjects: tuple[str, ...]) -> str:
    whom = f" of {', '.join(subjects)}" if subjects else ""
    return (
        f"{name} is regulator{whom} and partner at once, which must be declared. Let separate "
        "people do the two, keep shared data out of enforcement unless that is agreed, and say "
        "so in the register."
    )


def _mandatory(found: Voluntariness) -> Iterator[Warned]:
    if found.mandatory:
        yield Warned(
            id="mandatory",
            text=f"The law orders this to be shared, so it is mandatory: "
            f"{', '.join(found.mandatory)}.",
            src=("S2", "OURS"),
        )


def _missing(now: Situation) -> Iterator[Warned]:
    if PartyKind.GOVERNMENT not in now.kinds.values():
        yield Warned(
            id="government-missing",
            text="No government party takes part, though government owns the societal problem: "
            "ask who would turn the insight into public action.",
            src=("S6",),
        )
