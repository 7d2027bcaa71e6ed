"""What a package hangs on: what changes its digest, and what does not."""

from dataclasses import replace
from datetime import date

import pytest

from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers
from commonweal.winwin.basis import basis, of_one_table
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.package import solve
from tests.winwin.invented import AT, BODY, HOLDER, KINDS, NOW, element, figure, service, table, use

OFFERS = table(
    [element("records", figure(5))],
    [use("map", 100, private=4), use("plan", 9)],
    [service("credit", 1, {HOLDER: figure(9)}, needs_uses=["map"], needs_tracks=["law"])],
    {"law": figure(3), "form": figure(0)},
)


def changed(**parts: object) -> Offers:
    return replace(OFFERS, **parts)  # type: ignore[arg-type]  # parts of offers


ELEMENT, SERVICE = OFFERS.elements[0], OFFERS.services[0]


@pytest.mark.parametrize(
    "other",
    [
        changed(elements=(replace(ELEMENT, cost=figure(5, 4, 6)),)),
        changed(elements=(replace(ELEMENT, holder=BODY),)),
        changed(uses=OFFERS.uses[:1]),
        changed(services=(replace(SERVICE, needs_uses=("plan",)),)),
        changed(services=(replace(SERVICE, needs_tracks=()),)),
        changed(tracks=(replace(OFFERS.tracks[0], needs_tracks=("form",)), OFFERS.tracks[1])),
    ],
)
def test_another_figure_or_another_need_is_another_basis(other: Offers) -> None:
    assert basis(other, NOW) != basis(OFFERS, NOW)


def test_who_is_government_and_a_track_that_is_done_count() -> None:
    known = basis(OFFERS, NOW)
    assert basis(OFFERS, Circumstance.of({**KINDS, HOLDER: PartyKind.GOVERNMENT})) != known
    assert basis(OFFERS, Circumstance.of(KINDS, {"law"})) != known
    assert basis(OFFERS, Circumstance.of(KINDS, {"form"})) == known  # it costs nothing anyway
    assert basis(OFFERS, Circumstance.of({**KINDS, HOLDER: PartyKind.NGO})) == known


def test_texts_sources_and_days_do_not_count() -> None:
    told = replace(ELEMENT.cost, source="a later talk", on=date(2020, 1, 1))
    other = changed(elements=(replace(ELEMENT, text="Other words", cost=told),))
    assert basis(other, NOW) == basis(OFFERS, NOW)


def test_packages_kept_before_there_was_a_basis_go_by_the_version_of_the_offers() -> None:
    made = solve(OFFERS, NOW, margin=0, at=AT, draws=1)
    assert of_one_table(made, replace(made, offers_version=7))
    assert not of_one_table(made, replace(made, basis="another"))
    old = replace(made, basis="", offers_version=3)
    assert of_one_table(old, replace(made, offers_version=3))
    assert not of_one_table(old, replace(made, offers_version=4))
