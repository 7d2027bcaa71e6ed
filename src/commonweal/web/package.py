"""A package on its page: the nets, what was weighed against it, what is left without a part."""

from dataclasses import dataclass

from commonweal.app.winwin import Weighed
from commonweal.model.change import Stored
from commonweal.model.winwin import Offers, Package, Standing
from commonweal.web.place import Place
from commonweal.web.table import Sheet, State

TONES = {
    Standing.WIN_WIN: "good",
    Standing.ONE_SIDED: "warn",
    Standing.DONATION: "warn",
    Standing.NO_DEAL: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that can be taken away: its value in the address, and whether it is."""

    value: str
    text: str
    off: bool


def switches(offers: Stored[Offers] | None, without: tuple[str, ...]) -> tuple[Switch, ...]:
    """What can be taken away: the services in return and the tracks."""
    if offers is None:
        return ()
    told = (
        *((f"service:{each.id}", each.text) for each in offers.record.services),
        *((f"track:{each.track}", f"Track {each.track}") for each in offers.record.tracks),
    )
    return tuple(Switch(value=value, text=text, off=value in without) for value, text in told)


def nets_sheet(here: Place, kept: Package | None) -> Sheet:
    """What is in the package for each party."""
    return Sheet(
        name="nets",
        title="For each party",
        columns=("party", f"net, {kept.unit}" if kept else "net", "chance of no loss"),
        rows=tuple(
            (here.name(each.party), each.net, f"{each.chance:.0%}")
            for each in (kept.nets if kept else ())
        ),
        caption=_drawn(kept) if kept else "",
        empty="Nobody joins.",
    )


def weighed_sheet(now: Weighed | None) -> Sheet:
    """The packages that were weighed, and which of them is recommended."""
    packages = now.packages if now else ()
    return Sheet(
        name="weighed",
        title="Packages weighed",
        columns=(
            "margin for each party",
            f"public value, {now.chosen.unit}" if now else "public value",
            "chance that everyone gains",
            "called",
            "recommended",
        ),
        rows=tuple(
            (
                each.margin,
                each.public_value,
                f"{each.chance:.0%}",
                State(word=each.standing.value, tone=TONES[each.standing]),
                "yes" if now and each == now.chosen else None,
            )
            for each in packages
        ),
        caption="The margin is the least that every joined party outside government must gain.",
    )


def compared_sheet(here: Place, now: Weighed | None, left: Weighed | None) -> Sheet:
    """The package as it stands beside what is left of it."""
    rows: list[tuple[str | float | None, ...]] = []
    if now and left:
        before, after = now.chosen, left.chosen
        rows = [
            (f"public value, {before.unit}", before.public_value, after.public_value),
            ("called", before.standing.value, after.standing.value),
            ("chance that everyone gains", f"{before.chance:.0%}", f"{after.chance:.0%}"),
        ]
        nets = [{each.party: each.net for each in one.nets} for one in (before, after)]
        for party in dict.fromkeys((*nets[0], *nets[1])):
            name = f"net of {here.name(party)}, {before.unit}"
            rows.append((name, *(each.get(party) for each in nets)))
    return Sheet(
        name="compared",
        title="Side by side",
        columns=("what", "with everything", "without that"),
        rows=tuple(rows),
        caption="Computed now, not kept, not logged. Empty: the party does not join.",
    )


def _drawn(package: Package) -> str:
    label = "Invented figures. " if package.invented else ""
    drawn = f"chances over {package.draws:,} draws, seed {package.seed}"
    return f"{label}Net at the likely figures; {drawn}."
