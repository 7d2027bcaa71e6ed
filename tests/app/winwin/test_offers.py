"""Offers are put on the table, changed, described and written out."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import collaboration
from commonweal.app.winwin import offers
from commonweal.model.errors import Conflict, Invalid, NotYet, UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.party import PartyKind, Role
from commonweal.model.value import ValueType
from commonweal.model.winwin import Stage
from commonweal.winwin.item import Item, ItemKind
from tests.app.contract import CONTRACT, Standing, board, changed, founded, members
from tests.app.houses import START, House, house
from tests.app.journey import OFFERS


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
    listed = {"telco", "ministry", "Map Makers", "farmers"}
    assert members(other, there).keys() == {"Guest", *listed}
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
    page = Path(__file__).parents[3] / "docs" / "methods" / "offers.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].partition("```")[0]
    founder, id = founded(home)
    made = offers.table_file(founder, home.node, id, content=example.encode(), name="offers.yaml")
    use = made.uses[0]
    assert (use.id, use.private_value.said, use.risk_to_holder.likely) == (
        "calls:mappers", "2 stars", 10
    )  # fmt: skip
    assert use.public_value.by == "Map Makers"
    assert [each.name for each in board(home, id)] == ["consent"]
