"""What is written is read again, in four formats."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.app.diagnose.ratingfile import WRITTEN, read, written
from commonweal.diagnose.motive import motives
from commonweal.diagnose.rating import CLOSENESS, DEGREES, EVIDENCE_KINDS
from commonweal.diagnose.record import COLUMNS, records
from commonweal.diagnose.record import written as as_records
from commonweal.diagnose.respondent import respondents
from commonweal.model.assessment import (
    Assessment,
    Dimension,
    Evidence,
    Rating,
    Respondent,
    StatedDeviation,
)
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId
from commonweal.model.party import Party, PartyKind
from tests.app.houses import START
from tests.app.sheets import CELLS, ROW, sheet
from tests.scale import size


def _line(most: int) -> st.SearchStrategy[str]:
    """Text as a row keeps it: printable, single spaces."""
    letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    risky = st.sampled_from(["", "=", "'=", "@", "+1", '"', ";", "''", "<b>", "_x0041_", "-"])
    return (
        st.builds(lambda start, text: f"{start}{text}", risky, st.text(letters, max_size=most))
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: bool(text) and text.isprintable())
    )


EVIDENCE = st.builds(
    Evidence, kind=st.sampled_from(EVIDENCE_KINDS), text=_line(60), period=_line(8), source=_line(8)
)
GRIDS = st.dictionaries(
    st.sampled_from(CELLS),
    st.tuples(st.integers(0, 3), st.lists(EVIDENCE, max_size=3)),
    min_size=1,
    max_size=24,
)
STATED = st.dictionaries(
    st.sampled_from(list(Dimension)), st.tuples(st.sampled_from(DEGREES), _line(30)), max_size=2
)
WHY = st.sets(st.sampled_from(list(motives())), max_size=3)
PORT = Party(id=PartyId("par_1"), name="Port of =Q", kind=PartyKind.OTHER, hosted=False)


@st.composite
def assessments(draw: st.DrawFn) -> list[Assessment]:
    """Several respondents of one party, with whatever one can say."""
    names = draw(st.lists(_line(20), min_size=1, max_size=3, unique=True))
    return [
        Assessment(
            id=AssessmentId(""),
            collaboration=CollaborationId(""),
            respondent=Respondent(
                name=name, party=PORT.id, closeness=draw(st.sampled_from(CLOSENESS))
            ),
            at=START,
            ratings=tuple(
                Rating(dimension=d, platform=p, value=value, evidence=tuple(given))
                for (d, p), (value, given) in draw(GRIDS).items()
            ),
            stated=tuple(
                StatedDeviation(dimension=d, degree=degree, text=text)
                for d, (degree, text) in draw(STATED).items()
            ),
            motives=tuple(code for code in motives() if code in draw(st.just(why))),
        )
        for name in names
        for why in [draw(WHY)]
    ]


@pytest.mark.requirement(10, 12)
@pytest.mark.parametrize("ending", WRITTEN)
@given(told=assessments())
@settings(
    max_examples=size(quick=25, ci=200, full=1_000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_what_is_written_is_read_again(ending: str, told: list[Assessment]) -> None:
    content = written([row for each in told for row in as_records(each, PORT)], ending)
    found, bad = records(read(content, f"x{ending}").rows, lambda row: row.text("party"))
    answered, contradicting = respondents(found)
    assert not [*bad, *contradicting]
    assert [
        (each.name, each.party, each.closeness, each.motives, each.ratings, each.stated)
        for each in answered
    ] == [
        (each.respondent.name, PORT.name, each.respondent.closeness, each.motives, each.ratings,
         each.stated)
        for each in told
    ]  # fmt: skip


def test_what_was_guessed_or_not_read_is_told() -> None:
    found = read(
        sheet(f"{ROW},7", head="respondent,Party,dimension,platform,ratings,note,age"), "x.csv"
    )
    assert found.rows[0].fields["rating"] == "2"
    assert found.notes == (
        "x.csv: column 'Party' was taken as 'party', by its name.",
        "x.csv: column 'ratings' was taken as 'rating', by its name.",
        "x.csv: not read: note, age.",
    )


@pytest.mark.parametrize("key", ["events", "surroundings", "foo"])
def test_a_mapping_that_holds_more_than_ratings_is_refused_by_name(key: str) -> None:
    content = f"ratings: [{{respondent: Ann}}]\n{key}: []".encode()
    with pytest.raises(UnknownTerm, match=f"x.yaml: a key is '{key}'"):
        read(content, "x.yaml")


def test_too_much_for_yaml_is_written_as_something_else() -> None:
    row = {**dict.fromkeys(COLUMNS), **dict.fromkeys(("respondent", "party"), "x" * 2000)}
    with pytest.raises(Invalid, match="more than 1,000,000 bytes of YAML"):
        written([{**row, "rating": at} for at in range(300)], ".yaml")
