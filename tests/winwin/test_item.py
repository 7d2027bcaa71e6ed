"""The things on the table, and what they are called."""

from dataclasses import replace

from commonweal.winwin.item import Item, ItemKind, items, texts
from tests.winwin.invented import element, figure, service, table, use

OFFERS = table(
    [replace(element("records", figure(1)), text="Call records")],
    [replace(use("map", 1), text="")],
    [service("thanks", 1, {})],
    {"consent": figure(1)},
)


def test_each_thing_goes_by_its_words_and_without_any_by_its_id() -> None:
    found = {each.kind: text for each, text in texts(OFFERS).items()}
    assert found == {
        ItemKind.ELEMENT: "Call records",
        ItemKind.USE: "map",
        ItemKind.SERVICE: "invented",
        ItemKind.TRACK: "Track consent",
    }


def test_things_of_two_kinds_may_have_one_id() -> None:
    offers = table([element("same", figure(1))], [replace(use("same", 1, of="same"), text="Use")])
    assert texts(offers)[Item.use("same")] == "Use"


def test_all_things_on_the_table_are_told_apart_by_kind_and_id() -> None:
    found = items(OFFERS)
    assert set(found) == set(texts(OFFERS))
    assert [(each.kind.value, each.id) for each in found] == [
        ("element", "records"),
        ("use", "map"),
        ("service", "thanks"),
        ("track", "consent"),
    ]
