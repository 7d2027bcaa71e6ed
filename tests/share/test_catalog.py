from commonweal.model.ids import DatasetId
from commonweal.share.catalog import catalogue, seen
from tests.agree.builders import HOLDER, OTHER, USER, dataset


def test_the_place_is_hidden_from_all_but_the_holder() -> None:
    assert seen(dataset(), HOLDER).place == "/secret/place"
    for party in (USER, OTHER):
        assert "/secret" not in repr(seen(dataset(), party))


def test_everything_else_is_shown_in_the_order_given() -> None:
    mine, theirs = dataset(), dataset(holder=OTHER, id=DatasetId("dat_2"))
    found = catalogue([theirs, mine], HOLDER)
    assert [each.id for each in found] == ["dat_2", "dat_1"]
    assert [each.place for each in found] == ["", "/secret/place"]
    assert found[0].title == theirs.title
