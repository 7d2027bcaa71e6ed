"""Who asks whom is held to what can be read and counted."""

import pytest

from commonweal.diagnose.event import ASKING, MOST_ASKERS, named_asked, named_askers
from commonweal.model.collaboration import EventKind
from commonweal.model.errors import Invalid
from tests.diagnose.courses import CITY, TELECOM

REQUEST = EventKind.REQUEST


def test_every_name_is_kept_once_whatever_its_capitals_and_spaces() -> None:
    assert named_askers(REQUEST, ["Red  Cross", "red cross", "Ｒｅｄ Cross", " Mappers "]) == (
        "Red Cross",
        "Mappers",
    )


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "two\nlines", "bell\x07", "over\u202eride"])
def test_a_name_that_nobody_can_be_called_by_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        named_askers(REQUEST, [name])
    assert refused.value.fields["field"] == "askers"


def test_a_crowd_is_asked_for_the_name_it_acts_as() -> None:
    crowd = [f"Asker {number}" for number in range(MOST_ASKERS + 1)]
    assert len(named_askers(REQUEST, crowd[:MOST_ASKERS])) == MOST_ASKERS
    with pytest.raises(Invalid, match="at most 50"):
        named_askers(REQUEST, crowd)


def test_only_a_member_can_be_asked() -> None:
    assert named_asked(REQUEST, TELECOM, [TELECOM, CITY]) == TELECOM
    assert named_asked(REQUEST, "", [TELECOM]) == ""
    with pytest.raises(Invalid, match="must be in the collaboration"):
        named_asked(REQUEST, "par_stranger", [TELECOM])


@pytest.mark.parametrize("kind", sorted(set(EventKind) - set(ASKING)))
def test_where_nobody_asks_nobody_is_named(kind: EventKind) -> None:
    assert named_askers(kind, []) == ()
    with pytest.raises(Invalid, match="nobody asks anyone"):
        named_askers(kind, ["Mappers"])
    with pytest.raises(Invalid, match="nobody asks anyone"):
        named_asked(kind, TELECOM, [TELECOM])
