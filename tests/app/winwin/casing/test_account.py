"""The parts of an account of public value as rows: one making for page and command."""

from dataclasses import replace

from commonweal.app.winwin.casing.account import COSTS, SHOWN, cost_rows, shown
from commonweal.winwin.case.publicvalue import PublicValue, public_value
from commonweal.winwin.package import solve
from tests.winwin.invented import AT, BODY, HOLDER, NOW, element, figure, service, table, use

OFFERS = table(
    [element("records", figure(4))],
    [use("map", 20, user=BODY)],
    [service("thanks", 0, {HOLDER: figure(9)}, provider=BODY, needs_tracks=["consent"])],
    {"consent": figure(1)},
)


def account() -> PublicValue:
    return public_value(solve(OFFERS, NOW, at=AT, draws=10), OFFERS, NOW)


def test_a_cost_says_who_pays_it_and_a_track_is_paid_by_government() -> None:
    given, track = cost_rows(account(), lambda party: f"the {party}")
    assert len(given) == len(track) == len(COSTS)
    assert (given[0], track[0]) == (f"the {BODY}", "government")
    assert track[1:5] == ("Track consent: cost while it is not done", 1, 1, 1)


def test_what_nobody_has_told_is_said_beside_what_somebody_has() -> None:
    (use,) = account().types[0].uses
    assert shown(use) == ()
    assert shown(replace(use, baseline="none")) == ("not said", "none", "not said")
    assert len(SHOWN) == len(shown(replace(use, baseline="none")))
