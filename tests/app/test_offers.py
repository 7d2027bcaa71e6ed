"""Offers are put on the table: parties are let in for them, tracks are put on the board."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import account, align, collaboration, offers, party, winwin
from commonweal.app.boarding import SAYS
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotYet, UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, PersonId
from commonweal.model.party import OPERATOR, Actor, Party, PartyKind, Role
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState
from commonweal.model.value import ValueType
from commonweal.model.winwin import Stage
from commonweal.winwin.item import Item, ItemKind
from tests.app.houses import START, House, house
from tests.app.journey import OFFERS, travelled

CONTRACT: dict[str, Any] = {
    "parties": [
        {"id": "telco", "kind": "business"},
        {"id": "ministry", "kind": "government"},
        {"id": "mappers", "kind": "ngo", "name": "Map Makers"},
        {"id": "farmers", "kind": "people"},
    ],
    "elements": [{"id": "calls", "holder": "telco", "cost": 5}],
    "uses": [
        {
            "element": "calls",
            "party": "mappers",
            "private_value": 4,
            "public_value": {"low": 50, "likely": 60, "high": 80},
            "risk_to_holder": 2,
        }
    ],
    "services": [
        {
            "id": "report",
            "provider": "mappers",
            "cost": 1,
            "recipients": [{"party": "telco", "benefit": 12}],
            "needs_uses": [["calls", "mappers"]],
            "needs_tracks": ["consent"],
        }
    ],
    "tracks": [
        {"id": "consent", "kind": "legal", "authority": "ministry", "cost": 2, "state": "open"}
    ],
}
"""As the contract of the command writes it: invented figures."""


Standing = tuple[House, Actor, CollaborationId]


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """A collaboration on whose table nothing lies, which no test changes."""
    home = house(tmp_path_factory.mktemp("still") / "home")
    return home, *founded(home)


@pytest.fixture(scope="module")
def lying(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """One on whose table the offers of the contract lie, which no test changes."""
    home = house(tmp_path_factory.mktemp("lying") / "home")
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=changed(star=4))
    return home, founder, id


def founded(
    home: House, name: str = "Founder", role: Role = Role.STEWARD
) -> tuple[Actor, CollaborationId]:
    founder = home.party(name)
    made = collaboration.new(
        founder, home.node, title=f"{name} maps", issue="Who is cut off", roles=frozenset({role})
    )
    return founder, made.id


def changed(**parts: object) -> dict[str, Any]:
    return {**deepcopy(CONTRACT), **parts}


def track(**parts: object) -> dict[str, Any]:
    return changed(tracks=[{**CONTRACT["tracks"][0], **parts}])


def members(home: House, id: CollaborationId) -> dict[str, tuple[PartyKind, frozenset[Role]]]:
    found = home.node.records.get(Collaboration, id).record
    parts = {each.party: home.node.records.get(Party, each.party).record for each in found.members}
    return {parts[m.party].name: (parts[m.party].kind, m.roles) for m in found.members}


def board(home: House, id: CollaborationId) -> list[AlignmentTrack]:
    return [each.record for each in home.node.records.find(AlignmentTrack, collaboration=id)]


def test_parties_that_a_document_lists_are_made_and_let_in_by_what_they_do(home: House) -> None:
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    inside = members(home, id)
    del inside["Founder"]
    assert inside == {
        "telco": (PartyKind.BUSINESS, frozenset({Role.HOLDER})),
        "ministry": (PartyKind.GOVERNMENT, frozenset({Role.BENEFICIARY})),
        "Map Makers": (PartyKind.NGO, frozenset({Role.USER, Role.INTERMEDIARY})),
        "farmers": (PartyKind.PEOPLE, frozenset({Role.BENEFICIARY})),
    }
    holder = home.node.records.get(Party, made.elements[0].holder).record
    assert (holder.name, holder.hosted) == ("telco", True)
    assert made.called == (("mappers", made.uses[0].user),)
    assert made.uses[0].id == "calls:mappers"


def test_a_document_gives_nobody_the_power_to_sign(home: House) -> None:
    founder, id = founded(home)
    held = home.node.keys.held()
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert home.node.keys.held() == held
    key = party.key_new(OPERATOR, home.node, made.elements[0].holder)
    telco = Actor(person=PersonId(key.id), party=made.elements[0].holder)
    assert offers.tabled(telco, home.node, id) is not None
    assert account.verify(founder, home.node)


def test_figures_are_points_said_by_whoever_put_them_here_today(home: House) -> None:
    founder, id = founded(home)
    cost = offers.table(founder, home.node, id, document=CONTRACT).elements[0].cost
    assert cost == Estimate(
        low=5, likely=5, high=5, unit="points", source="Founder", on=START.date(), by="Founder"
    )


def test_the_same_document_again_makes_and_changes_nothing_more(home: House) -> None:
    founder, id = founded(home)
    first = offers.table(founder, home.node, id, document=CONTRACT)
    parties = len(home.node.records.find(Party))
    assert offers.table(founder, home.node, id, document=CONTRACT) == first
    assert len(home.node.records.find(Party)) == parties
    assert len(board(home, id)) == 1


def test_a_party_known_here_by_name_and_kind_joins_and_is_not_made(home: House) -> None:
    telco = home.party("Telco", PartyKind.BUSINESS)
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert made.elements[0].holder == telco.party


def test_a_name_taken_by_another_kind_gets_a_number_and_keeps_the_word(home: House) -> None:
    home.party("telco", PartyKind.RESEARCH)
    home.party("telco (2)", PartyKind.NGO)
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    holder = home.node.records.get(Party, made.elements[0].holder).record
    assert (holder.name, holder.kind) == ("telco (3)", PartyKind.BUSINESS)
    assert dict(made.called)["telco"] == holder.id
    assert offers.table(founder, home.node, id, document=CONTRACT) == made


def test_a_member_of_another_kind_is_a_sentence(home: House) -> None:
    founder, id = founded(home, "telco")
    with pytest.raises(Invalid, match=r"parties\[0\]\.kind is 'business', but 'telco'"):
        offers.table(founder, home.node, id, document=CONTRACT)


def test_no_word_stands_for_a_newcomer_that_is_called_otherwise(home: House) -> None:
    founder, id = founded(home)
    told = json.loads(json.dumps(CONTRACT).replace('"telco"', '"new:1"'))
    offers.table(founder, home.node, id, document=told)
    assert members(home, id)["new:1"] == (PartyKind.BUSINESS, frozenset({Role.HOLDER}))


def test_no_word_is_that_of_another_party(home: House) -> None:
    founder, id = founded(home)
    telco = home.party("telco", PartyKind.BUSINESS)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert made.elements[0].holder == telco.party
    others = CONTRACT["parties"][1:]
    ways = (
        [{"id": "TELCO", "kind": "ngo", "name": "Somebody else"}, *others],
        [{"id": telco.party, "kind": "ngo", "name": "Map Makers"}, {"id": "mappers", "name": "x"}],
        [{"id": "telco", "name": "ministry"}, {"id": "ministry", "name": "telco"}, *others[1:]],
        [*CONTRACT["parties"], {"id": "New", "name": "N", "kind": "ngo"},
         {"id": "Old", "name": "New", "kind": "ngo"}],
    )  # fmt: skip
    known = len(home.node.records.find(Party))
    for parties in ways:
        with pytest.raises(Invalid, match=r"another party is called so|before|known here"):
            offers.table(founder, home.node, id, document={**CONTRACT, "parties": parties})
    assert len(home.node.records.find(Party)) == known
    assert offers.table(founder, home.node, id, document=CONTRACT).called == made.called


def test_the_id_of_a_party_means_that_party_though_it_is_not_in_yet(home: House) -> None:
    telco = home.party("Telco of the North", PartyKind.BUSINESS)
    founder, id = founded(home)
    assert telco.party
    told = json.loads(json.dumps(CONTRACT).replace('"telco"', f'"{telco.party}"'))
    assert offers.table(founder, home.node, id, document=told).elements[0].holder == telco.party
    told["parties"][0]["kind"] = "ngo"
    other, elsewhere = founded(home, "Other")
    with pytest.raises(Invalid, match="known here as one of kind 'business'"):
        offers.table(other, home.node, elsewhere, document=told)


def listing(entry: dict[str, object]) -> dict[str, Any]:
    return changed(parties=[*CONTRACT["parties"], entry])


WRONG = [
    (listing({"id": "x", "kind": "firm"}), "kind is 'firm'"),
    (listing({"id": "x"}), "has no 'kind'"),
    (listing({"kind": "ngo"}), "has no 'id'"),
    (listing({"id": "Telco", "kind": "business"}), "is 'Telco', as"),
    (listing({"id": "x", "kind": "ngo", "name": "map makers"}), "as parties"),
    (listing({"id": "x" * 150, "kind": "ngo"}), "name of a party"),
    (listing({"id": "x", "kind": "ngo", "town": "y"}), "is 'town'"),
    (changed(parties="telco"), "not a list"),
    (changed(parties=[{"id": f"p{n}", "kind": "ngo"} for n in range(201)]), "201 entries"),
    (changed(elements=[{"id": "calls", "holder": "nobody", "cost": 5}]), "holder is 'nobody'"),
    (changed(elements=[{"id": "calls", "holder": "telco", "cost": "5"}]), "not a figure"),
    (changed(tracks=[]), "needs_tracks"),
    (track(kind="political"), "kind is 'political'"),
    (track(state="dropped"), "state is 'dropped'"),
    (track(authority=""), "authority is ''"),
    (changed(tracks=[{"id": "consent", "cost": 2, "state": "done"}]), "says its state"),
    (track(needs_tracks=["consent"]), "consent needs consent"),
]


@pytest.mark.parametrize(("document", "said"), WRONG, ids=[said for _, said in WRONG])
def test_of_a_wrong_document_nothing_is_made(
    document: dict[str, Any], said: str, still: Standing
) -> None:
    home, founder, id = still
    before, keys = home.node.records.counter(), set(home.node.keys.held())
    with pytest.raises(Invalid) as refused:
        offers.table(founder, home.node, id, document=document)
    assert said in refused.value.detail
    assert refused.value.hint
    assert (home.node.records.counter(), set(home.node.keys.held())) == (before, keys)


def test_who_may_let_nobody_in_may_table_what_lists_no_newcomer(home: House) -> None:
    founder, id = founded(home, role=Role.BENEFICIARY)
    before, keys = home.node.records.counter(), set(home.node.keys.held())
    with pytest.raises(NotAllowed, match="role"):
        offers.table(founder, home.node, id, document=CONTRACT)
    assert (home.node.records.counter(), set(home.node.keys.held())) == (before, keys)


def test_a_track_is_put_on_the_board_as_the_document_found_it(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=track(state="blocked", country="Nepal"))
    (found,) = board(home, id)
    assert (found.name, found.kind, found.authority) == ("consent", TrackKind.LEGAL, "ministry")
    assert (found.state, found.blocker, found.country) == (TrackState.BLOCKED, SAYS, "Nepal")


def test_a_track_of_which_no_authority_is_said_is_none_of_the_boards(home: House) -> None:
    founder, id = founded(home)
    document = changed(tracks=[{"track": "consent", "cost": 2}])
    assert offers.table(founder, home.node, id, document=document).tracks[0].track == "consent"
    assert board(home, id) == []


def unlocked(home: House) -> tuple[Actor, CollaborationId]:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=CONTRACT)
    winwin.solve(founder, home.node, id)
    assert not align.status(founder, home.node, id).locked
    return founder, id


def test_a_document_sets_a_track_and_leaves_owner_and_steps(home: House) -> None:
    founder, id = unlocked(home)
    (before,) = board(home, id)
    align.set_track(
        founder, home.node, id, name="consent", kind=TrackKind.LEGAL, authority="ministry",
        country=before.country, state=TrackState.OPEN, owner="Ana", due=START.date(),
        steps=[Step(text="ask", done=True)],
    )  # fmt: skip
    offers.table(founder, home.node, id, document=track(state="done"))
    (after,) = board(home, id)
    assert (after.id, after.state, after.blocker) == (before.id, TrackState.DONE, "")
    assert (after.owner, after.due, after.steps) == (
        "Ana",
        START.date(),
        (Step(text="ask", done=True),),
    )
    offers.table(founder, home.node, id, document=track())
    assert (board(home, id)[0].state, board(home, id)[0].blocker) == (TrackState.OPEN, SAYS)


@pytest.mark.ci
def test_a_done_track_makes_the_return_that_waits_for_it_real(tmp_path: Path) -> None:
    told = travelled(tmp_path / "travelled")
    node = told.house.node
    stands = {"kind": "legal", "authority": "Council", "state": "done"}
    document = {**OFFERS, "tracks": [{"track": "consent", "cost": [1, 1, 2], **stands}]}
    assert node.records.get(Return, told.owed).record.state is ReturnState.PROMISED
    offers.table(told.user, node, told.collaboration, document=document)
    assert [each.state for each in board(told.house, told.collaboration)] == [TrackState.DONE]
    assert node.records.get(Return, told.owed).record.state is ReturnState.ALIGNED


def worked_on(home: House) -> tuple[Actor, CollaborationId]:
    """Locked again, after somebody took the track on."""
    founder, id = unlocked(home)
    align.set_track(
        founder, home.node, id, name="consent", kind=TrackKind.LEGAL, authority="ministry",
        country=board(home, id)[0].country, state=TrackState.OPEN, owner="Ana",
    )  # fmt: skip
    silent = home.party("Silent", PartyKind.BUSINESS)
    assert silent.party
    collaboration.join(founder, home.node, id, party=silent.party, roles=frozenset({Role.HOLDER}))
    assert align.status(founder, home.node, id).locked
    return founder, id


def test_while_alignment_is_locked_a_document_changes_no_track_that_is_worked_on(
    home: House,
) -> None:
    founder, id = worked_on(home)
    before = home.node.records.counter()
    with pytest.raises(NotYet, match="'consent'"):
        offers.table(founder, home.node, id, document=track(state="done"))
    assert home.node.records.counter() == before
    offers.table(founder, home.node, id, document=CONTRACT)
    more = {"id": "link", "kind": "it", "authority": "customs", "cost": 1, "state": "done"}
    offers.table(founder, home.node, id, document=changed(tracks=[*CONTRACT["tracks"], more]))
    assert {each.name: each.state for each in board(home, id)} == {
        "consent": TrackState.OPEN, "link": TrackState.DONE
    }  # fmt: skip


def test_a_document_corrects_what_only_documents_told_of_a_track_also_while_locked(
    home: House,
) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=CONTRACT)
    assert align.status(founder, home.node, id).locked
    for state in ("done", "blocked", "open"):
        offers.table(founder, home.node, id, document=track(state=state))
        assert [each.state for each in board(home, id)] == [TrackState(state)]


def test_a_document_corrects_the_authority_that_only_documents_told(home: House) -> None:
    founder, id = founded(home)
    for state, authority in (("open", "ministry"), ("done", "customs"), ("blocked", "port")):
        offers.table(founder, home.node, id, document=track(state=state, authority=authority))
        told = {each.authority: each.state for each in board(home, id)}
        assert told == {authority: TrackState(state)}


def test_a_track_that_is_worked_on_stays_beside_one_told_with_another_authority(
    home: House,
) -> None:
    founder, id = worked_on(home)
    offers.table(founder, home.node, id, document=track(state="done", authority="customs"))
    assert {each.authority: each.state for each in board(home, id)} == {
        "ministry": TrackState.OPEN, "customs": TrackState.DONE
    }  # fmt: skip


def test_what_is_written_out_is_read_as_the_same_offers(home: House) -> None:
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    again = offers.table_file(
        founder, home.node, id, content=offers.file(founder, home.node, id), name="offers.yaml"
    )
    assert again == made
    assert (
        offers.table(
            founder,
            home.node,
            id,
            document=json.loads(json.dumps(offers.document(founder, home.node, id))),
        )
        == made
    )


@pytest.mark.ci
def test_what_is_written_out_can_be_put_on_the_table_of_another_node(
    home: House, tmp_path: Path
) -> None:
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    content = offers.file(founder, home.node, id)
    assert b"kind: legal" in content
    assert b"state:" not in content.split(b"parties:")[1]
    other = house(tmp_path / "other")
    guest, there = founded(other, "Guest")
    copied = offers.table_file(guest, other.node, there, content=content, name="offers.yaml")
    assert members(other, there).keys() == {"Guest", "telco", "Map Makers"}
    assert [each.id for each in copied.uses] == [each.id for each in made.uses]
    assert copied.elements[0].cost == made.elements[0].cost


def test_words_and_stars_outlast_what_is_changed_added_and_withdrawn(home: House) -> None:
    founder, id = founded(home)
    starred = deepcopy(CONTRACT)
    starred["uses"][0]["private_value"] = {"stars": 3}
    made = offers.table(founder, home.node, id, document=starred)
    told = offers.change(
        founder, home.node, id, path="elements[0].cost", likely=7, source="our count"
    )
    assert (told.called, told.star, told.uses) == (made.called, 10, made.uses)
    assert told.elements[0].cost == Estimate(
        low=7, likely=7, high=7, unit="points", source="our count", on=START.date(), by="Founder"
    )
    more = {"id": "trips", "holder": "telco", "cost": 3}
    told = offers.add(founder, home.node, id, entries={"elements": [more]})
    assert [each.id for each in told.elements] == ["calls", "trips"]
    assert (told.called, told.uses) == (made.called, made.uses)
    told = offers.withdraw(founder, home.node, id, item=Item(kind=ItemKind.SERVICE, id="report"))
    assert (told.called, told.uses, told.services) == (made.called, made.uses, ())


def test_a_figure_is_changed_by_stars(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=CONTRACT)
    told = (
        offers.change(founder, home.node, id, path="elements[0].cost", stars=2, source="a guess")
        .elements[0]
        .cost
    )
    assert (told.low, told.likely, told.high, told.said) == (15, 20, 25, "2 stars")


@pytest.mark.parametrize(
    "given",
    [{}, {"low": 1, "high": 2}, {"stars": 2, "likely": 3}, {"stars": 6}, {"stars": -1},
     {"likely": 3, "low": 4}],
    ids=str,
)  # fmt: skip
def test_a_figure_given_twice_or_not_at_all_is_a_sentence(
    given: dict[str, Any], lying: Standing
) -> None:
    home, founder, id = lying
    with pytest.raises(Invalid) as said:
        offers.change(founder, home.node, id, path="elements[0].cost", source="us", **given)
    assert said.value.hint


def test_stars_need_a_worth_where_the_unit_is_money(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=changed(unit="thousand EUR"))
    with pytest.raises(Invalid, match="what one is worth"):
        offers.change(founder, home.node, id, path="elements[0].cost", stars=2, source="us")


@pytest.mark.parametrize(
    "entries",
    [{"star": 5}, {"months": 24}, {"elements": "more"}, {"uses": {}}, {"parties": 3}],
    ids=str,
)
def test_entries_beside_others_cannot_change_what_holds_for_all(
    entries: dict[str, Any], lying: Standing
) -> None:
    home, founder, id = lying
    before = home.node.records.counter()
    with pytest.raises(Invalid) as said:
        offers.add(founder, home.node, id, entries=entries)
    assert said.value.hint
    assert home.node.records.counter() == before


def test_bare_figures_are_refused_beside_money(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=changed(unit="EUR"))
    with pytest.raises(Invalid, match="has no 'unit'"):
        offers.add(
            founder,
            home.node,
            id,
            entries={"elements": [{"id": "x", "holder": "telco", "cost": 1}]},
        )


def test_the_old_form_of_a_document_is_read_as_ever(home: House) -> None:
    founder, id = founded(home)
    for name, kind in (("Telecom", PartyKind.BUSINESS), ("Mappers", PartyKind.NGO)):
        new = home.party(name, kind)
        assert new.party
        collaboration.join(founder, home.node, id, party=new.party, roles=frozenset({Role.USER}))
    made = offers.table(founder, home.node, id, document=OFFERS)
    assert (made.called, made.star, made.months) == ((), 0, 12)
    assert made.services[0].needs_uses == ("map",)


def test_someone_who_was_faster_is_not_written_over(lying: Standing) -> None:
    home, founder, id = lying
    with pytest.raises(Conflict):
        offers.table(founder, home.node, id, document=CONTRACT, seen=0)


def test_nothing_on_the_table_says_by_which_command_it_is_put_there(still: Standing) -> None:
    home, founder, id = still
    with pytest.raises(NotYet) as said:
        offers.document(founder, home.node, id)
    assert "weal winwin import FILE --collaboration COLLABORATION" in said.value.hint


def test_a_use_says_which_public_value_it_has(home: House) -> None:
    founder, id = founded(home)
    before = offers.table(founder, home.node, id, document=CONTRACT)
    told: dict[str, Any] = {
        "use": "calls:mappers", "value_type": ValueType.SAFETY, "indicator": " lives saved ",
        "baseline": "", "counterfactual": "a survey", "stage": Stage.ANALYSIS,
    }  # fmt: skip
    after = offers.describe(founder, home.node, id, **told)
    use = after.uses[0]
    assert (use.value_type, use.stage, use.indicator) == (
        ValueType.SAFETY, Stage.ANALYSIS, "lives saved"
    )  # fmt: skip
    assert use.public_value == before.uses[0].public_value
    nothing: dict[str, Any] = dict.fromkeys(("indicator", "baseline", "counterfactual"), "")
    assert offers.describe(
        founder, home.node, id, use="calls:mappers", value_type=None, stage=None, **nothing
    ) == before  # fmt: skip
    with pytest.raises(UnknownTerm):
        offers.describe(founder, home.node, id, **{**told, "use": "x" * 9999})
    with pytest.raises(Invalid):
        offers.describe(founder, home.node, id, **{**told, "indicator": "x" * 9999})


def test_figures_in_stars_follow_what_a_star_is_worth(home: House) -> None:
    founder, id = founded(home)
    starred = changed(unit="EUR", star=100)
    starred["uses"][0]["private_value"] = {"stars": 3}
    before = offers.table(founder, home.node, id, document=starred)
    after = offers.value_star(founder, home.node, id, worth=200)
    private = after.uses[0].private_value
    assert (after.star, private.low, private.high, private.said) == (200, 500, 700, "3 stars")
    assert after.elements == before.elements
    for worth in (0, -1, float("nan"), float("inf"), 1e12):
        with pytest.raises(Invalid):
            offers.value_star(founder, home.node, id, worth=worth)


HEAD = b"parties: [{id: a, kind: business}, {id: b, kind: ngo}]\n"
FILES: list[tuple[bytes, str]] = [
    (b"", "mapping"),
    (b"- a\n- b\n", "mapping"),
    (b"\xff\xfe", "UTF-8"),
    (b"[" * 10_000, "nested deeper"),
    (b"elements: &x [*x]\n", "aliases"),
    (b"elements: []\nelements: []\n", "twice"),
    (b"x: '" + b"x" * 1_000_000 + b"'\n", "larger than"),
    (b"elements: !!python/object:os.system [ls]\n", "not well formed"),
    (b"7: x\n", "mapping of names"),
    *(
        (HEAD + b"elements: [{id: e, holder: a, cost: %s}]\n" % figure, words)
        for figure, words in (
            (b".nan", "'.nan', not a figure"),
            (b".inf", "'.inf', not a figure"),
            (b"1e400", "cost is inf"),
            (b"1_000", "not a figure"),
            (b"0x10", "not a figure"),
            (b"12:30", "not a figure"),
            (b"yes", "not a figure"),
            (b"~", "empty, not a figure"),
            (b"'5'", "not a figure"),
            (b"[5, 4, 6]", "out of order"),
            (b"[1, 2]", "has 2 numbers"),
            (b"9" * 400, "a very large number"),
            (b"-1", "goes down to -1"),
            (b"{stars: 7}", "stars is 7"),
        )
    ),
    (HEAD + b"elements: [{id: 5, holder: a, cost: 1}]\n", "id is 5, not text"),
    (HEAD + b"elements: [{id: 2015-04-25, holder: a, cost: 1}]\n", "not text"),
    (HEAD + b"elements: [{id: e, holder: a, cost: 1}]\n", "uses has no entry"),
]


@pytest.mark.parametrize(("content", "words"), FILES, ids=[words for _, words in FILES])
def test_a_hostile_file_is_a_sentence_and_nothing_is_made(
    content: bytes, words: str, still: Standing
) -> None:
    home, founder, id = still
    before = home.node.records.counter()
    with pytest.raises(Invalid) as refused:
        offers.table_file(founder, home.node, id, content=content, name="offers.yaml")
    assert words in refused.value.detail
    assert len(refused.value.detail) < 500
    assert refused.value.hint
    assert home.node.records.counter() == before


def test_the_document_of_the_methods_is_put_on_the_table_as_it_stands(home: House) -> None:
    page = Path(__file__).parents[2] / "docs" / "methods" / "offers.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].partition("```")[0]
    founder, id = founded(home)
    made = offers.table_file(founder, home.node, id, content=example.encode(), name="offers.yaml")
    use = made.uses[0]
    assert (use.id, use.private_value.said, use.risk_to_holder.likely) == (
        "calls:mappers", "2 stars", 10
    )  # fmt: skip
    assert use.public_value.by == "Map Makers"
    assert [each.name for each in board(home, id)] == ["consent"]
