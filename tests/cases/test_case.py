"""The paper's cases as data: what each says, where from, and that it holds together."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import msgspec
import pytest
import yaml

from commonweal.cases import act as acts
from commonweal.cases.case import NAMES, Case, case
from commonweal.cases.told import OURS, PAPER
from commonweal.diagnose.pressure import pressures
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.errors import UnknownTerm
from commonweal.model.party import PartyKind, Role

NOW = datetime(2026, 6, 30, tzinfo=UTC)
"""Nothing is told to have happened later: the clock of a served demo is the real one."""
IN_THE_PAPER = {"FloraHolland", "NCell"}
"""The businesses that the paper names."""

every_case = pytest.mark.parametrize("told", [case(name) for name in NAMES], ids=NAMES)


def plain(name: str) -> Any:
    return yaml.safe_load((files("commonweal.cases") / name / "case.yaml").read_text())


def sources(told: Any) -> Iterator[str]:
    """Every value under a key `source`, at any depth; the offers say `invented` once for all."""
    if isinstance(told, dict):
        if isinstance(told.get("source"), str):
            yield told["source"]
        for key, value in told.items():
            if key != "offers":
                yield from sources(value)
    if isinstance(told, list):
        for value in told:
            yield from sources(value)


@every_case
def test_a_case_is_named_as_its_folder(told: Case) -> None:
    assert case(told.id) == told


def test_a_case_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownTerm, match="flowmider"):
        case("flowmider")


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_a_place_in_the_paper_or_ours(name: str) -> None:
    found = list(sources(plain(name)))
    assert len(found) > 20
    for source in found:
        if source.startswith(PAPER):
            assert re.match(r"paper (S[1-7](\.[1-4])?|T[1-5])\b", source), source
        else:
            assert source.startswith(OURS), source


@every_case
def test_every_event_decision_and_sentence_says_where_it_is_from(told: Case) -> None:
    spoken = [e for e in told.acts if isinstance(e, acts.Note | acts.Say | acts.Decide)]
    assert all(each.source for each in spoken)
    dated = [each for each in spoken if isinstance(each, acts.Note)]
    assert all("ours" in each.source or "other reports" in each.source for each in dated)


@every_case
def test_what_is_made_up_says_so(told: Case) -> None:
    assert str(told.offers["source"]).partition(",")[0] == "invented"
    assert all("synthetic" in each.title for each in told.datasets.values())
    assert all("invented" in each.source for each in told.returns.values())
    businesses = {e.name for e in told.parties.values() if e.kind is PartyKind.BUSINESS}
    assert all("(invented)" in name for name in businesses - IN_THE_PAPER)


@every_case
def test_the_steps_of_the_journey_come_in_order(told: Case) -> None:
    numbered = [each.heading for each in told.story if each.heading[0].isdigit()]
    assert [heading.split(":")[0] for heading in numbered] == [
        *("1 diagnose", "2 winwin", "3 align", "4 agree", "5 share", "6 use"),
        *("7 returns", "8 account"),
    ]


@every_case
def test_time_never_goes_back_and_nothing_lies_ahead(told: Case) -> None:
    moments = [told.opened]
    for each in told.acts:
        if isinstance(each, acts.Wait):
            moments.append(each.until)
        if isinstance(each, acts.Note):
            moments.append(each.at)
    assert moments == sorted(moments)
    assert moments[-1] < NOW


@every_case
def test_everything_that_is_named_is_there(told: Case) -> None:
    parties, tracks = told.parties.keys(), {each.name for each in told.tracks.values()}
    assert {told.founder, told.visitor, told.assessment.party} <= parties
    for dataset in told.datasets.values():
        assert Role.HOLDER in told.parties[dataset.holder].roles
    for agreement in told.agreements.values():
        assert {agreement.drafted_by, *agreement.recipients, *agreement.revocable_by} <= parties
        assert set(agreement.datasets) <= told.datasets.keys()
    for owed in told.returns.values():
        assert owed.agreement in told.agreements
        assert {owed.giver, owed.recipient} <= parties
        assert set(owed.needs_tracks) <= tracks
    known = {
        "by": parties,
        "asked": parties | {""},
        "dataset": told.datasets.keys(),
        "agreement": told.agreements.keys(),
        "datasets": told.datasets.keys(),
        "tracks": told.tracks.keys(),
        "returns": told.returns.keys(),
    }
    for each in told.acts:
        for field, keys in known.items():
            value = getattr(each, field, ())
            assert ({value} if isinstance(value, str) else set(value)) <= keys, each


@every_case
def test_grants_and_releases_are_used_after_they_are_made(told: Case) -> None:
    grants: set[str] = set()
    releases: set[str] = set()
    for each in told.acts:
        match each:
            case acts.Ask(expect=acts.Outcome.GRANTED, name=name):
                assert name not in grants
                grants.add(name)
            case acts.Ask(name=name):
                assert not name
            case acts.Run(grant=grant, name=name):
                assert grant in grants
                releases.add(name)
            case acts.Deliver(grant=grant):
                assert grant in grants
            case acts.Show(release=release) | acts.Decide(release=release):
                assert release in releases
            case acts.Compare(releases=compared):
                assert set(compared) <= releases


def test_no_party_is_in_two_cases() -> None:
    names = [party.name.casefold() for name in NAMES for party in case(name).parties.values()]
    assert len(names) == len(set(names))


@every_case
def test_a_case_says_who_rated_and_leaves_what_was_found_to_the_findings(told: Case) -> None:
    assert "draft" in told.assessment.note
    assert set(plain(told.id)["assessment"]) == {
        *("respondent", "party", "closeness", "note", "period")
    }


@pytest.mark.parametrize("name", ["floraholland", "newyork"])
def test_what_is_agreed_is_in_force_today_with_room_for_a_visitor(name: str) -> None:
    told = case(name)
    for key, agreement in told.agreements.items():
        first, last = agreement.term
        assert first <= datetime.now(UTC).date() <= last == date(2035, 12, 31)
        asked = [
            each
            for each in told.acts
            if isinstance(each, acts.Ask)
            and each.expect is acts.Outcome.GRANTED
            and each.dataset in agreement.datasets
        ]
        assert asked, key
        assert agreement.count - len(asked) >= 100
    confirmed = {k for e in told.acts if isinstance(e, acts.Confirm) for k in e.returns}
    assert len(told.returns.keys() - confirmed) == 1


@pytest.mark.parametrize("place", [(), ("parties", "ncell"), ("story", 0, "acts", 0)], ids=str)
def test_a_word_that_no_case_has_is_refused(place: tuple[str | int, ...]) -> None:
    wrong = plain("flowminder")
    at = wrong
    for key in place:
        at = at[key]
    at["colour"] = "blue"
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert(wrong, Case)


@pytest.mark.parametrize("said", ["wait a while", "", "Wait"])
def test_an_act_that_there_is_not_is_refused(said: str) -> None:
    wrong = plain("flowminder")
    wrong["story"][0]["acts"][0]["do"] = said
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Case)


def noted(name: str) -> list[Event]:
    """The events of a case's story, asked by the key of the party."""
    return [
        Event(
            at=each.at,
            kind=each.kind,
            text=each.text,
            source=each.source,
            askers=each.askers,
            asked=each.asked,
            public=each.public,
        )
        for each in case(name).acts
        if isinstance(each, acts.Note)
    ]


@pytest.mark.requirement(38, 44)
def test_in_nepal_many_ask_one_holder_until_an_urgent_event_decides() -> None:
    told = noted("flowminder")
    (found,) = pressures(told)
    assert (found.asked, found.network, found.competing) == ("ncell", True, True)
    assert len(found.askers) > 3
    assert found.public
    kinds = [each.kind for each in told]
    assert kinds.index(EventKind.NO_AGREEMENT) < kinds.index(EventKind.URGENCY)
    assert kinds[-1] is EventKind.COMMITMENT


def test_whoever_asks_in_nepal_and_is_not_in_the_paper_is_invented() -> None:
    names = {name for each in noted("flowminder") for name in each.askers} - {"Flowminder"}
    assert names
    assert all("(invented)" in name for name in names)


@pytest.mark.requirement(28, 29, 30, 34)
def test_for_flowers_the_win_win_is_sought_before_authorities_are_aligned() -> None:
    assert [each.kind.value for each in noted("floraholland")] == [
        *("request", "no agreement", "win-win search", "business case", "commitment"),
        *("alignment", "scale-up"),
    ]


@pytest.mark.requirement(61)
def test_of_new_york_no_process_is_noted_as_the_paper_dates_none() -> None:
    assert noted("newyork") == []
