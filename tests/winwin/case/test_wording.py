"""What the offers call each thing."""

from dataclasses import replace

from commonweal.winwin.case.wording import texts
from commonweal.winwin.flow import Item, ItemKind
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
    assert texts(offers)[Item(kind=ItemKind.USE, id="same")] == "Use"
