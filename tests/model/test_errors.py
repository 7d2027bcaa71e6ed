"""What an error says to people."""

from commonweal.model.errors import UnknownTerm
from commonweal.model.value import ValueType


def test_a_near_word_of_an_enumeration_is_shown_as_people_write_it() -> None:
    refused = UnknownTerm(field="value_type", got="economic", known=list(ValueType))
    assert refused.hint == "Did you mean 'economy'?"


def test_where_nothing_is_known_the_hint_says_so() -> None:
    assert UnknownTerm(field="track", got="consent", known=()).hint == "None is known yet."


def test_a_field_may_be_a_path_and_the_sentence_say_what_stands_there() -> None:
    refused = UnknownTerm(field="parties[0].color", got="color", known=["id"], what="A key")
    assert (refused.fields["field"], refused.detail) == ("parties[0].color", "A key is 'color'.")
