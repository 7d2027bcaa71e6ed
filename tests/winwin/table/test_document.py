"""Values of a document with their places."""

from datetime import date

import pytest

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.winwin.table.document import Place, shown

_FIELDLESS: tuple[object, ...] = ({}, [], None, "a")


def place(value: object) -> Place:
    return Place(value=value, path="here")


@pytest.mark.parametrize("value", [5, 1.5, True, date(2015, 4, 25)])
def test_a_bare_value_where_a_word_belongs_is_asked_for_in_quotes(value: object) -> None:
    with pytest.raises(Invalid, match="not text") as refused:
        place(value).word()
    assert "in quotes" in refused.value.hint


@pytest.mark.parametrize("value", [0, 6, -1, 2.0, True, "3", None, 10**400, [3], float("nan")])
def test_a_whole_number_is_one_within_its_bounds(value: object) -> None:
    with pytest.raises(Invalid, match=r"^here is ") as refused:
        place(value).whole(1, 5)
    assert refused.value.hint == "Give a whole number from 1 to 5."
    assert place(3).whole(1, 5) == 3


@pytest.mark.parametrize(
    ("value", "right"),
    [(" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\nb", "a b"), ("a\tb", "a b")],
)
def test_an_id_is_never_changed_in_silence(value: str, right: str) -> None:
    with pytest.raises(Invalid, match="blanks or line ends") as refused:
        place(value).id()
    assert refused.value.hint == f"Write it as {right!r}."
    with pytest.raises(Invalid, match="blanks or line ends"):
        place(value).reference([right])
    assert place(value).word() == place(right).id() == right


def test_what_is_too_long_says_how_long_it_may_be() -> None:
    with pytest.raises(Invalid, match=r"^here has 6 characters\.$") as refused:
        place("abcdef").id(5)
    assert refused.value.hint == "Give at most 5."


@pytest.mark.parametrize(("key", "field"), [("color", "here.color"), (7, "here.7")])
def test_a_key_too_many_is_named_by_its_path(key: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        place({key: 1}).fields(required=(), optional=("id",))
    assert refused.value.fields["field"] == field


def test_where_nothing_is_known_the_hint_says_so() -> None:
    with pytest.raises(UnknownTerm) as refused:
        place("a").reference(())
    assert refused.value.hint == "None is known yet."


def test_a_field_is_there_or_not() -> None:
    assert place({"a": 1}).field("a") == Place(value=1, path="here.a")
    assert [place(each).field("a") for each in _FIELDLESS] == [None] * 4


def test_of_many_known_words_the_nearest_are_named() -> None:
    known = [f"element-{n}" for n in range(5000)]
    with pytest.raises(UnknownTerm) as refused:
        place("element-4999x").one_of(known)
    assert "element-4999" in refused.value.hint
    with pytest.raises(UnknownTerm) as refused:
        place("?").one_of(known)
    assert len(refused.value.hint) < 1000


def test_what_nests_for_ever_is_shown_as_what_it_is() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert shown(endless) == "a list"
