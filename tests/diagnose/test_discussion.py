"""Discussions: what was said is kept, and the newest word says whether it is settled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.discussion import discussions
from commonweal.model.assessment import Dimension, Remark
from commonweal.model.ids import CollaborationId, PartyId, RemarkId
from tests.diagnose.builders import NOON

REMARKS = st.builds(
    Remark,
    id=st.just(RemarkId("rem_A")),
    collaboration=st.just(CollaborationId("col_A")),
    dimension=st.sampled_from(Dimension),
    party=st.just(PartyId("par_A")),
    at=st.datetimes(timezones=st.just(NOON.tzinfo)),
    text=st.text(max_size=5),
    settles=st.booleans(),
)


@pytest.mark.requirement(12)
@given(st.lists(REMARKS, max_size=12))
def test_no_remark_is_lost_and_each_stands_in_its_discussion(remarks: list[Remark]) -> None:
    found = discussions(remarks)
    assert list(found) == list(Dimension)
    assert sum(len(each.remarks) for each in found.values()) == len(remarks)
    for dimension, each in found.items():
        assert {one.dimension for one in each.remarks} <= {dimension}
        assert list(each.remarks) == sorted(each.remarks, key=lambda one: one.at)


@given(st.lists(REMARKS, min_size=1, max_size=12))
def test_the_newest_word_says_whether_it_is_settled(remarks: list[Remark]) -> None:
    for each in discussions(remarks).values():
        assert each.settled == (bool(each.remarks) and each.remarks[-1].settles)
