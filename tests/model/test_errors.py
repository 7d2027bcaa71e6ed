"""What an error says to people."""

from commonweal.model.errors import UnknownTerm
from commonweal.model.value import ValueType


def test_a_near_word_of_an_enumeration_is_shown_as_people_write_it() -> None:
    refused = UnknownTerm(field="value_type", got="economic", known=list(ValueType))
    assert refused.hint == "Did you mean 'economy'?"
