"""Step 2: what is on the table, which package to recommend, and what falls without a part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import winwin
from commonweal.app.picture import drawing
from commonweal.app.winwin import Weighed
from commonweal.model.change import Stored
from commonweal.model.errors import NotYet
from commonweal.model.winwin import Offers, Package, Standing
from commonweal.web.form import Form
from commonweal.web.offers import (
    any_figure_form,
    figure_form,
    service_entries,
    service_form,
    use_entries,
    use_form,
)
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import seen
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Sheet, State
from commonweal.winwin.standing import SURE
from commonweal.winwin.stated import Stated, stated

router = APIRouter()

TONES = {
    Standing.WIN_WIN: "good",
    Standing.ONE_SIDED: "warn",
    Standing.DONATION: "warn",
    Standing.NO_DEAL: "bad",
}
_MOST_FIGURES = 100
"""Figures shown at once; above that those of one offer at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure on the table, and the form that changes it."""

    stated: Stated
    whose: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that can be taken away: its value in the address, and whether it is."""

    value: str
    text: str
    off: bool


@router.get("/c/{id}/winwin")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """Offers and the package; `?without=service:ID` computes what is left without it."""
    return _page(place(visit, id, "winwin"), request)


@router.post("/c/{id}/winwin/packages")
def solve(visit: Visiting, id: Id) -> Response:
    """Compute the package to recommend, and keep it."""
    here = place(visit, id, "winwin")
    winwin.solve(visit.actor, visit.node, here.collaboration.id)
    return gone_to(here.path, "solved")


@router.post("/c/{id}/winwin/figures")
async def change(visit: Visiting, request: Request, id: Id) -> Response:
    """Change one figure on the table."""
    here = place(visit, id, "winwin")

    def changed(values: Mapping[str, Any]) -> tuple[str, str]:
        winwin.change(
            visit.actor,
            visit.node,
            here.collaboration.id,
            path=values["path"],
            low=values["low"],
            likely=values["likely"],
            high=values["high"],
            source=values["source"],
            seen=seen(values),
        )
        return here.path, "saved"

    return await taken(
        request,
        any_figure_form(here),
        changed,
        lambda form, status: _page(here, request, form, status),
    )


@router.post("/c/{id}/winwin/uses")
async def use(visit: Visiting, request: Request, id: Id) -> Response:
    """Put a use of data on the table, and the data with it if it is new."""
    here = place(visit, id, "winwin")
    offers = winwin.tabled(visit.actor, visit.node, here.collaboration.id)
    return await taken(
        request,
        use_form(here, offers),
        lambda values: _added(here, use_entries(values, offers), seen(values)),
        lambda form, status: _page(here, request, form, status),
    )


@router.post("/c/{id}/winwin/services")
async def service(visit: Visiting, request: Request, id: Id) -> Response:
    """Put a service in return on the table."""
    here = place(visit, id, "winwin")
    offers = winwin.tabled(visit.actor, visit.node, here.collaboration.id)
    if offers is None:
        raise NotYet(detail="Nothing is on the table yet.", hint="Offer data and its use first.")
    return await taken(
        request,
        service_form(here, offers),
        lambda values: _added(here, service_entries(values, offers), seen(values)),
        lambda form, status: _page(here, request, form, status),
    )


def _added(here: Place, entries: Mapping[str, object], version: int) -> tuple[str, str]:
    visit = here.visitor
    winwin.add(visit.actor, visit.node, here.collaboration.id, entries=entries, seen=version)
    return here.path, "tabled"


def _page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    offers = winwin.tabled(visit.actor, visit.node, here.collaboration.id)
    kept = _kept(here)
    without = tuple(request.query_params.getlist("without"))
    now = _what_if(here, offers, ()) if without or _quick(offers) else None
    left = _what_if(here, offers, without) if without else None
    lines, of = _lines(here, offers, request, form)
    forms = {"use": use_form(here, offers)}
    if offers:
        forms["service"] = service_form(here, offers)
    if form and form.name in forms:
        forms[form.name] = form
    return render(
        request,
        "winwin.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        offers=offers,
        kept=kept,
        tones=TONES,
        sure=SURE,
        now=now,
        stale=kept is not None and now is not None and not _same(kept, now.chosen),
        left=left,
        switches=_switches(offers, without),
        lines=lines,
        of=of,
        stray=_stray(form, lines),
        forms=forms,
        pictures=tuple(
            drawing(each) for each in winwin.figures(visit.actor, visit.node, here.collaboration.id)
        ),
        sheets=(_nets(here, kept), _weighed(now), _compared(here, now, left)),
    )


def _kept(here: Place) -> Package | None:
    try:
        return winwin.show(here.visitor.actor, here.visitor.node, here.collaboration.id)
    except NotYet:
        return None


def _quick(offers: Stored[Offers] | None) -> bool:
    """True if a package is computed while a page is made; else only where it is asked for."""
    return offers is not None and len(stated(offers.record)) <= _MOST_FIGURES


def _what_if(
    here: Place, offers: Stored[Offers] | None, without: tuple[str, ...]
) -> Weighed | None:
    if offers is None:
        return None
    found = [each.partition(":") for each in without]
    return winwin.what_if(
        here.visitor.actor,
        here.visitor.node,
        here.collaboration.id,
        services=tuple(name for kind, _, name in found if kind != "track"),
        tracks=tuple(name for kind, _, name in found if kind == "track"),
    )


def _same(kept: Package, now: Package) -> bool:
    """True if the table and the tracks still give the package that was kept."""
    return (kept.uses, kept.services, kept.public_value, kept.nets, kept.chance) == (
        now.uses,
        now.services,
        now.public_value,
        now.nets,
        now.chance,
    )


def _switches(offers: Stored[Offers] | None, without: tuple[str, ...]) -> tuple[Switch, ...]:
    if offers is None:
        return ()
    told = (
        *((f"service:{each.id}", each.text) for each in offers.record.services),
        *((f"track:{each.track}", f"Track {each.track}") for each in offers.record.tracks),
    )
    return tuple(Switch(value=value, text=text, off=value in without) for value, text in told)


def _lines(
    here: Place, offers: Stored[Offers] | None, request: Request, form: Form | None
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The figures to show; and the offers to choose from where there are too many at once."""
    if offers is None:
        return (), ()
    found, of = stated(offers.record), tuple[str, ...]()
    posted = form.value("path") if form and form.name == "figure" else ""
    if len(found) > _MOST_FIGURES:
        of = tuple(dict.fromkeys(each.item for each in found))
        wanted = next((each.item for each in found if each.path == posted), "")
        wanted = wanted or request.query_params.get("of", of[0])
        found = tuple(each for each in found if each.item == wanted)[:_MOST_FIGURES]
    lines = (_line(here, offers, each, form if each.path == posted else None) for each in found)
    return tuple(lines), of


def _line(here: Place, offers: Stored[Offers], figure: Stated, posted: Form | None) -> Line:
    form = figure_form(here, offers, figure)
    if posted:
        typed = {name: given for name, given in posted.typed.items() if name != "seen"}
        form = replace(form, typed=typed, wrong=posted.wrong)
    whose = here.name(figure.party) if figure.party else "the public"
    return Line(stated=figure, whose=whose, form=form)


def _stray(form: Form | None, lines: tuple[Line, ...]) -> Form | None:
    """A figure's form that belongs to no figure shown."""
    astray = form and form.name == "figure" and not any(each.form.wrong for each in lines)
    return form if astray else None


def _nets(here: Place, kept: Package | None) -> Sheet:
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


def _drawn(package: Package) -> str:
    label = "Invented figures. " if package.invented else ""
    drawn = f"chances over {package.draws:,} draws, seed {package.seed}"
    return f"{label}Net at the likely figures; {drawn}."


def _weighed(now: Weighed | None) -> Sheet:
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


def _compared(here: Place, now: Weighed | None, left: Weighed | None) -> Sheet:
    """As it stands beside what is left."""
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
