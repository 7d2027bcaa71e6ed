"""Scaling up: a collaboration that takes over what an earlier one has (requirement 34)."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.align.track import TrackChange
from commonweal.app import account, agree, founding, party
from commonweal.app import collaboration as collaborations
from commonweal.app.align import alignment
from commonweal.app.winwin import offers, solution
from commonweal.model.agreement import AgreementState, ClauseTerm
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.errors import Invalid, NotFound, UnknownTerm
from commonweal.model.ids import AgreementId
from commonweal.model.party import OPERATOR, PartyKind, Role
from commonweal.model.track import Step, TrackKind, TrackState
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.app.houses import START
from tests.app.journey import Journey, attached, travelled

pytestmark = pytest.mark.requirement(34)
CONSENT: dict[str, Any] = {"name": "consent", "kind": TrackKind.LEGAL, "authority": "Council"}


@pytest.fixture
def told(tmp_path: Path) -> Journey:
    """The earlier one, with a track that is done."""
    made = travelled(tmp_path / "home")
    alignment.set_track(
        made.user,
        made.house.node,
        made.collaboration,
        TrackChange(
            **CONSENT,
            country="NL",
            state=TrackState.DONE,
            owner="Ann",
            due=START.date(),
            evidence="decree 12",
            steps=(Step(text="Draft it", done=True),),
        ),
    )
    return made


def scaled(told: Journey, **more: Any) -> Collaboration:
    given: dict[str, Any] = {"title": "Next", "issue": "", "roles": frozenset({Role.STEWARD})}
    return founding.found(told.user, told.house.node, like=told.collaboration, **{**given, **more})


def test_parties_and_offers_are_taken_over_with_every_figure_as_it_was_said(told: Journey) -> None:
    node = told.house.node
    old = collaborations.show(told.user, node, told.collaboration)
    made = scaled(told)
    assert (made.issue, made.template, made.founder) == (old.issue, old.id, told.user.party)
    assert {each.party for each in made.members} == {each.party for each in old.members}
    assert made.roles(told.user.party) == {Role.USER, Role.STEWARD}
    document = offers.document(told.user, node, old.id)
    assert offers.document(told.user, node, made.id) == document


def test_tracks_are_open_again_with_nothing_ticked_or_shown(told: Journey) -> None:
    made = scaled(told)
    board = alignment.status(told.user, told.house.node, made.id)
    (track,) = board.tracks
    assert (track.name, track.owner, track.country) == ("consent", "Ann", "NL")
    assert (track.state, track.evidence, track.due) == (TrackState.OPEN, "", None)
    assert track.steps == (Step(text="Draft it"),)
    (before,) = alignment.status(told.user, told.house.node, told.collaboration).tracks
    assert (before.state, before.evidence) == (TrackState.DONE, "decree 12")


def test_a_country_is_replaced_in_the_tracks_and_two_that_become_one_stand_once(
    told: Journey,
) -> None:
    alignment.set_track(
        told.user,
        told.house.node,
        told.collaboration,
        TrackChange(**CONSENT, country="KE", state=TrackState.OPEN),
    )
    here = told.user, told.house.node
    apart = alignment.status(*here, scaled(told, countries={"NL": "BE"}).id)
    assert {each.country for each in apart.tracks} == {"BE", "KE"}
    as_one = alignment.status(*here, scaled(told, countries={"NL": "BE", "KE": "BE"}).id)
    assert [each.country for each in as_one.tracks] == ["BE"]


def test_a_dropped_track_is_not_taken_over(told: Journey) -> None:
    for state, why in ((TrackState.OPEN, ""), (TrackState.DROPPED, "A typing error")):
        alignment.set_track(
            told.user,
            told.house.node,
            told.collaboration,
            TrackChange(
                **{**CONSENT, "authority": "Concil"}, country="NL", state=state, blocker=why
            ),
        )
    board = alignment.status(told.user, told.house.node, scaled(told).id)
    assert [each.authority for each in board.tracks] == ["Council"]
    assert board.dropped == ()


def test_the_package_is_a_proposal_that_says_where_it_comes_from_until_computed(
    told: Journey,
) -> None:
    node = told.house.node
    old = solution.show(told.user, node, told.collaboration)
    made = scaled(told)
    found = solution.show(told.user, node, made.id)
    assert (found.uses, found.services, found.nets) == (old.uses, old.services, old.nets)
    assert (found.taken_from, found.offers_version, found.at) == (told.collaboration, 0, old.at)
    assert solution.changed_since(told.user, node, made.id)
    solution.solve(told.user, node, made.id)
    assert solution.show(told.user, node, made.id).taken_from == ""


@pytest.mark.requirement(31)
def test_a_business_that_is_new_keeps_alignment_locked_until_the_package_is_computed(
    told: Journey,
) -> None:
    node, made = told.house.node, scaled(told)
    assert alignment.status(told.user, node, made.id).locked == ""
    new = party.add(OPERATOR, node, name="Hill Telecom", kind=PartyKind.BUSINESS)
    collaborations.join(told.user, node, made.id, party=new.id, roles=frozenset({Role.HOLDER}))
    assert "to Hill Telecom is not stated" in alignment.status(told.user, node, made.id).locked


def test_it_is_noted_as_a_scale_up_with_its_source_and_everyone_is_told(told: Journey) -> None:
    node = told.house.node
    before = len(list(account.log(told.holder, node)))
    made = scaled(told)
    (event,) = made.events
    assert event.kind is EventKind.SCALE_UP
    assert event.text == (
        "Begun from 'Flood'. Taken over: the offers; 1 track (open again); the package (to be "
        "computed anew)"
    )
    assert told.collaboration in event.source
    heard = [dict(each.facts).get("kind") for each in account.log(told.holder, node)][before:]
    assert "collaboration.opened" in heard
    account.verify(told.user, node)


def test_terms_stand_ready_for_those_who_signed_them_and_nobody_else(told: Journey) -> None:
    node, made = told.house.node, scaled(told)
    assert [each.title for each in agree.earlier(told.user, node, made.id)] == [
        "By deliver",
        "By visit",
    ]
    assert agree.earlier(told.beneficiary, node, made.id) == ()
    assert agree.roster(told.user, node, made.id) == ()
    with pytest.raises(NotFound):
        agree.terms_from(told.beneficiary, node, made.id, like=told.agreement)


def test_terms_become_a_draft_with_new_data_the_same_length_and_no_signature(
    told: Journey, tmp_path: Path
) -> None:
    told.house.clock.turn_to(START.replace(year=2027))
    node, made = told.house.node, scaled(told)
    synthesise(tmp_path / "calls", World(subscribers=60, days=10, seed=7))
    with pytest.raises(Invalid):
        agree.draft(told.user, node, made.id, title="Again", terms=(), like=told.agreement)
    dataset = attached(told.house, told.holder, made.id, tmp_path / "calls")
    draft = agree.draft(
        told.user, node, made.id, title="Again", like=told.agreement,
        terms=[(ClauseTerm.DATASET, (dataset,))],
    )  # fmt: skip
    assert (draft.state, draft.signatures, draft.granted) == (AgreementState.DRAFT, (), 0)
    assert draft.datasets == (dataset,)
    old = agree.show(told.user, node, told.agreement)[0].term
    assert draft.term.first_day == node.today
    assert draft.term.last_day - draft.term.first_day == old.last_day - old.first_day


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"countries": {"XX": "BE"}}, UnknownTerm, "country is 'XX'"),
        ({"countries": {"NL": " "}}, Invalid, "country has 1 to"),
        ({"title": " "}, Invalid, "title has 1 to"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_made(
    told: Journey, more: dict[str, Any], error: type[Exception], words: str
) -> None:
    before = told.house.node.records.counter()
    with pytest.raises(error, match=words):
        scaled(told, **more)
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("like", ["", "flowminder"])
def test_countries_are_replaced_only_where_tracks_are_taken_over(told: Journey, like: str) -> None:
    with pytest.raises(Invalid, match="there are none to take over"):
        founding.found(
            told.user, told.house.node, title="Next", issue="", roles=frozenset({Role.USER}),
            like=like, countries={"NL": "BE"},
        )  # fmt: skip


def test_a_stranger_learns_nothing_of_an_earlier_one(told: Journey) -> None:
    with pytest.raises(NotFound):
        founding.found(
            told.outsiders["stranger"], told.house.node, title="Next", issue="",
            roles=frozenset({Role.USER}), like=told.collaboration, countries={"XX": "BE"},
        )  # fmt: skip


def test_an_earlier_agreement_that_does_not_exist_is_not_found(told: Journey) -> None:
    with pytest.raises(NotFound):
        agree.terms_from(
            told.user, told.house.node, told.collaboration, like=AgreementId("agr_none")
        )
