"""Offers written out again."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.adapters.plain import mapping_in, readable
from commonweal.cases.case import NAMES, case
from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, OffersId, PartyId, TrackId
from commonweal.model.party import Party, PartyKind
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Stage, TrackCost
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.star import MOST_STARS, said, spread, stars_of
from commonweal.winwin.table.stated import stated
from commonweal.winwin.table.written import brief, document, restate
from tests.scale import size
from tests.winwin.invented import (
    COLLABORATION,
    OFFERS,
    Generator,
    Size,
    element,
    figure,
    table,
    use,
)

NAME, HERE = OffersId("off_1"), CollaborationId("col_1")


def of_case(name: str) -> Offers:
    """The offers of a case of the paper."""
    told = case(name)
    parties = {each.name: PartyId(f"par_{key}") for key, each in told.parties.items()}
    return offers(told.offers, parties=parties, name=NAME, collaboration=HERE)


def read(written: object, like: Offers) -> Offers:
    """The offers of a document in which parties go by their ids."""
    assert isinstance(written, dict)
    holders = {each.holder for each in like.elements}
    users = {each.user for each in like.uses}
    providers = {each.provider for each in like.services}
    gaining = {each.recipient for service in like.services for each in service.benefits}
    parties: dict[str, PartyId] = {each: each for each in holders | users | providers | gaining}
    return offers(written, parties=parties, name=NAME, collaboration=HERE)


@pytest.mark.parametrize("name", NAMES)
def test_offers_written_out_are_read_as_the_same_offers(name: str) -> None:
    told = of_case(name)
    assert read(document(told), told) == told


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_for_people_is_read_as_the_same_offers(name: str) -> None:
    told = of_case(name)
    names = {PartyId(f"par_{key}"): each.name for key, each in case(name).parties.items()}
    found = brief(told, names)
    assert next(iter(found)) == "unit"
    assert not any(party in str(found) for party in names)
    parties = {each: party for party, each in names.items()}
    assert offers(found, parties=parties, name=NAME, collaboration=HERE) == told


def test_what_most_figures_share_stands_once_and_the_rest_where_it_belongs() -> None:
    told = of_case("flowminder")
    written = document(told)
    other = {"low": 1, "likely": 2.5, "high": 3, "unit": told.elements[0].cost.unit,
             "source": "our count", "on": "2026-03-01"}  # fmt: skip
    restate(written, "elements[0].cost", other)
    changed = read(written, told)
    found: Any = brief(changed, {})
    assert read(found, told) == changed
    assert "services" in found
    assert found["elements"][0]["cost"] == {
        "low": 1, "likely": 2.5, "high": 3, "source": "our count", "on": "2026-03-01"
    }  # fmt: skip
    assert all(isinstance(each["public_value"], list) for each in found["uses"])


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_can_be_restated_and_nothing_else_changes(name: str) -> None:
    told = of_case(name)
    before = {each.path: each for each in stated(told)}
    for path, old in before.items():
        written = document(told)
        figure = {"low": 1, "likely": 2, "high": 3, "unit": old.figure.unit, "source": "s",
                  "on": "2026-03-01"}  # fmt: skip
        restate(written, path, figure)
        after = {each.path: each for each in stated(read(written, told))}
        assert [key for key, each in after.items() if each != before[key]] == [path]
        assert (after[path].figure.low, after[path].figure.high) == (1, 3)


WORDS = (
    st.text("abcdefgh -:'#@", min_size=1, max_size=12)
    .map(lambda t: f"w{t}w")
    .map(lambda text: " ".join(text.split()))
)
BOUNDS = st.lists(st.floats(0, 1e12), min_size=3, max_size=3).map(sorted)


@st.composite
def figures(draw: st.DrawFn, star: float) -> Estimate:
    """A figure of the table, in numbers or in stars, by whoever."""
    stars = draw(st.none() | st.integers(0, MOST_STARS))
    low, likely, high = draw(BOUNDS) if stars is None else spread(stars, star)
    return Estimate(
        low=low,
        likely=likely,
        high=high,
        unit="points",
        source=draw(WORDS),
        on=draw(st.dates()),
        by=draw(st.just("") | WORDS),
        said="" if stars is None else said(stars),
    )


@st.composite
def tables(draw: st.DrawFn) -> Offers:
    """An invented table, with everything that can be said besides."""
    made = Generator(
        size=Size(parties=5, bodies=1, elements=3, uses=4, services=2, tracks=3),
        seed=draw(st.integers(0, 2**32 - 1)),
    ).table()
    star = draw(st.floats(1e-3, 1e6))
    text = st.just("") | WORDS
    uses = tuple(
        replace(
            each,
            private_value=draw(figures(star)),
            risk_to_holder=draw(figures(star)),
            value_type=draw(st.none() | st.sampled_from(ValueType)),
            stage=draw(st.none() | st.sampled_from(Stage)),
            indicator=draw(text),
            baseline=draw(text),
            counterfactual=draw(text),
        )
        for each in made.uses
    )
    first, second, third = made.tracks
    words = draw(st.lists(WORDS, max_size=2, unique_by=str.casefold))
    return replace(
        made,
        uses=uses,
        services=tuple(replace(each, begins=draw(text)) for each in made.services),
        tracks=(first, replace(second, needs_tracks=(first.track,)), third),
        invented=True,
        star=star,
        months=draw(st.integers(1, 1200)),
        called=tuple((word, PartyId(f"par_0{n}")) for n, word in enumerate(words)),
    )


PARTS: dict[str, PartyId] = {PartyId(f"par_0{n}"): PartyId(f"par_0{n}") for n in range(5)}


def reread(written: dict[str, Any], words: dict[str, PartyId] | None = None) -> Offers:
    """The same offers read again, after a file was made of them."""
    for read in (mapping_in(readable(written), name="x.yaml"), json.loads(json.dumps(written))):
        found = offers(
            read, parties={**PARTS, **(words or {})}, name=OFFERS, collaboration=COLLABORATION
        )
    return found


@hypothesis_settings(max_examples=size(quick=8, ci=300, full=2000), deadline=None)
@given(told=tables())
def test_whatever_lies_on_a_table_is_written_and_read_as_the_same(told: Offers) -> None:
    assert reread(document(told)) == told
    names = {party: f"{party} Inc." for party in PARTS.values()}
    names |= {party: word for word, party in told.called}
    assert reread(brief(told, names), {name: party for party, name in names.items()}) == told


def test_stars_stay_stars_while_the_figure_is_what_they_say() -> None:
    starred = replace(figure(30, 25, 35), said="3 stars")
    told = replace(table([element("records", starred)], [use("map", 5)]), star=10)
    assert document(told)["elements"][0]["cost"]["stars"] == 3
    assert brief(told, {})["elements"][0]["cost"] == {"stars": 3}
    assert brief(told, {})["star"] == 10
    other = replace(told, star=7)
    assert brief(other, {})["elements"][0]["cost"] == [25, 30, 35]
    assert stars_of(starred, 7) is None


def test_parties_and_tracks_are_told_so_that_others_can_read_them() -> None:
    made = table([element("records", figure(1))], [use("map", 5)])
    told = replace(
        made,
        called=(("telco", made.elements[0].holder),),
        tracks=(
            TrackCost(track="consent", cost=figure(2)),
            TrackCost(track="link", cost=figure(1)),
        ),
    )
    parties = [
        Party(id=made.elements[0].holder, name="NCell", kind=PartyKind.BUSINESS, hosted=True),
        Party(id=made.uses[0].user, name="Mappers", kind=PartyKind.NGO, hosted=True),
        Party(id=PartyId("par_idle"), name="Idle", kind=PartyKind.NGO, hosted=True),
    ]
    names = {made.elements[0].holder: "telco", made.uses[0].user: "Mappers"}
    found = brief(
        told, names, known=parties, board=[standing("consent"), *map(standing, ("link", "link"))]
    )
    assert found["parties"] == [
        {"id": "telco", "kind": "business", "name": "NCell"},
        {"id": "Mappers", "kind": "ngo"},
    ]
    consent, link = found["tracks"]
    assert (consent["kind"], consent["authority"], consent["country"]) == ("legal", "Council", "NL")
    assert "state" not in consent
    assert "text" not in consent
    board = [replace(standing("consent"), text="Maps may be published")]
    assert brief(told, names, board=board)["tracks"][0]["text"] == "Maps may be published"
    assert set(link) == {"track", "cost"}


def standing(name: str) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId(f"trk_{name}"), collaboration=COLLABORATION, name=name, kind=TrackKind.LEGAL,
        authority="Council", country="NL", owner="", due=None, state=TrackState.DONE,
    )  # fmt: skip
