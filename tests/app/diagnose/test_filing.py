"""Ratings by the file: all rows or none, and what is written is read again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.app import party
from commonweal.app.diagnose import filing
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.intake import Taken
from commonweal.app.diagnose.ratingfile import WRITTEN, read, written
from commonweal.diagnose.record import CELL, COLUMNS
from commonweal.model.errors import CommonwealError, Invalid, NotYet, UnknownTerm
from commonweal.model.ids import CollaborationId, PersonId
from commonweal.model.party import OPERATOR, Actor
from tests.app.houses import House, house
from tests.app.sheets import ROW, many, sheet
from tests.machine import patient
from tests.scale import size
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


def take(told: Partnership, *rows: str, name: str = "ratings.csv", **more: Any) -> Taken:
    return filing.take(
        told.user, told.house.node, content=sheet(*rows, **more), name=name, collaboration=told.id
    )


def standing(told: Partnership) -> dict[str, int]:
    """Value of the first rating of each respondent that counts."""
    given = counted(told.house.node, told.id)
    return {each.respondent.name: each.ratings[0].value for each in given}


@pytest.mark.requirement(10, 12)
def test_a_file_brings_the_ratings_of_several_respondents(told: Partnership) -> None:
    skipped = "Bob,City,timeframe,social_issue,,"
    found = take(told, ROW + "We met", "Bob,City,orientation,social_issue,0,", skipped)
    assert (found.collaboration, found.ratings, found.respondents) == (told.id, 2, 2)
    ann, bob = counted(told.house.node, told.id)
    assert [each.respondent.name for each in (ann, bob)] == ["Ann", "Bob"]
    assert ann.respondent.party == told.holder.party != bob.respondent.party
    assert ann.entered_by == told.user.party
    assert ann.framework


def test_all_bad_rows_are_told_and_nothing_is_taken(told: Partnership) -> None:
    before = told.house.node.records.counter()
    bad = [f"Ann,Telecom,orientation,social_issue,{9 + at}," for at in range(12)]
    bad += [bad[0]] * 5
    with pytest.raises(Invalid) as gap:
        take(told, ROW, "Bob,Nobody,orientation,social_issue,1,", *bad)
    assert gap.value.detail.startswith("ratings.csv: 18 rows are refused, so nothing was taken.")
    assert "Line 3: party is 'Nobody'. Known: City, Mappers, Telecom." in gap.value.detail
    assert "The same at line 16, line 17, line 18 and 2 more." in gap.value.detail
    assert "Line 12" in gap.value.detail
    assert gap.value.detail.endswith("And 3 more.")
    assert gap.value.fields["rows"] == 18
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("source", [".csv", ".json"])
def test_refused_rows_come_back_with_their_reasons_and_can_be_given_again(
    told: Partnership, tmp_path: Path, source: str, ending: str
) -> None:
    out = tmp_path / f"refused{ending}"
    record = dict(zip(CELL, ROW.split(","), strict=False))
    lines = [record, {**record, "respondent": "=Bob", "rating": "7"}]
    content = {
        ".csv": sheet(ROW, "=Bob,Telecom,orientation,social_issue,7,"),
        ".json": written([{**dict.fromkeys(COLUMNS), **each} for each in lines], ".json"),
    }[source]
    with pytest.raises(Invalid):
        filing.take(
            told.user, told.house.node, content=content, name=f"ratings{source}",
            collaboration=told.id, refused=out,
        )  # fmt: skip
    (row,) = read(out.read_bytes(), out.name).sheet.rows
    assert row.cells["respondent"] == "=Bob"
    assert "has the rating 7" in row.original[-1]


def test_a_member_goes_by_its_name_or_its_id(told: Partnership) -> None:
    assert told.holder.party
    by_id = ROW.replace("Ann", "Bob").replace("Telecom", told.holder.party)
    take(told, ROW.replace("Telecom", " telecom "), by_id)
    assert {each.respondent.party for each in counted(told.house.node, told.id)} == {
        told.holder.party
    }


def test_the_newest_answers_of_a_respondent_count(told: Partnership) -> None:
    take(told, ROW)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(seconds=1))
    found = take(told, ROW.replace(",2,", ",3,"))
    assert (found.notes, standing(told)) == ((), {"Ann": 3})


def test_the_same_file_again_changes_nothing(told: Partnership) -> None:
    take(told, ROW, "Bob,City,orientation,social_issue,0,")
    before = told.house.node.records.counter()
    found = take(told, ROW, "Bob,City,orientation,social_issue,0,")
    assert (found.ratings, found.respondents) == (2, 2)
    assert found.notes == (
        "Answers that stood here already, word for word: 2. They are not kept twice.",
    )
    assert told.house.node.records.counter() == before


def test_a_file_does_not_replace_what_another_party_entered(told: Partnership) -> None:
    take(told, ROW)
    with pytest.raises(Invalid, match="Line 2: Ann has answered already, and not through your"):
        filing.take(
            told.holder, told.house.node, content=sheet(ROW.replace(",2,", ",0,")),
            name="x.csv", collaboration=told.id,
        )  # fmt: skip
    assert standing(told) == {"Ann": 2}


HOSTILE: Mapping[str, tuple[str, bytes]] = {
    "empty": ("x.csv", b""),
    "header only": ("x.csv", sheet()),
    "nothing rated": ("x.csv", sheet("Ann,Telecom,orientation,social_issue,,")),
    "no such column": ("x.csv", sheet("1,2", head="a,b")),
    "UTF-16 without its mark": ("x.csv", sheet(ROW).decode().encode("utf-16-le")),
    "Latin 1": ("x.csv", sheet(ROW.replace("Ann", "Zoë")).decode().encode("latin-1")),
    "a picture": ("x.csv", b"\x89PNG\r\n\x1a\n"),
    "no workbook": ("x.xlsx", b"PK\x03\x04 and nothing else"),
    "another ending": ("x.docx", b"PK"),
    "no ending": ("x", sheet(ROW)),
    "more than 10 MB": ("x.csv", sheet(ROW + "a" * (10 * 2**20))),
    "too many rows": ("x.csv", sheet(*["a,b,c,d,1,"] * 100_001)),
    "too many respondents": (
        "x.csv",
        sheet(*[f"R{at},Telecom,orientation,social_issue,1," for at in range(5_001)]),
    ),
    "a wide row": ("x.csv", sheet(ROW + ",more")),
    "a key twice": ("x.json", b'[{"respondent": "Ann", "respondent": "Bob"}]'),
    "deep": ("x.json", b"[" * 100_000),
    "a long number": ("x.json", b'[{"rating": ' + b"9" * 5_000 + b"}]"),
    "no number": ("x.json", b'[{"rating": NaN}]'),
    "no list": ("x.json", b'{"ratings": 3}'),
    "another key": ("x.json", b'{"rating": []}'),
    "no record": ("x.json", b"[1]"),
    "an unknown column": ("x.json", b'[{"value": 1}]'),
    "a line": ("x.json", b'[{"line": 1}]'),
    "half a letter": ("x.json", rb'[{"respondent": "\ud800", "party": "Telecom"}]'),
    "aliases": ("x.yaml", b"ratings: &a [*a]"),
    "objects": ("x.yaml", b"ratings: !!python/object/apply:os.system [ls]"),
    "too large for YAML": ("x.yaml", b"# " + b"a" * 1_000_001),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_sentence_and_leaves_nothing(case: str, told: Partnership) -> None:
    name, content = HOSTILE[case]
    before = told.house.node.records.counter()
    for id in (told.id, None):
        with pytest.raises(Invalid) as gap:
            filing.take(told.user, told.house.node, content=content, name=name, collaboration=id)
        assert "x" in gap.value.detail
        assert len(gap.value.detail) < 600
        assert gap.value.hint
    assert told.house.node.records.counter() == before


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("fuzz") / "home")


NAMES = st.sampled_from(["x.csv", "x.xlsx", "x.json", "x.yaml", "x.tsv", "x", ""])
BYTES = st.binary(max_size=200) | st.text(max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@given(content=BYTES, name=NAMES)
@settings(max_examples=size(quick=150, ci=2_000, full=20_000), deadline=None)
def test_garbage_never_gives_half_a_state(fuzzed: House, content: bytes, name: str) -> None:
    before = fuzzed.node.records.counter()
    with pytest.raises(CommonwealError):
        filing.take(OPERATOR, fuzzed.node, content=content, name=name)
    assert fuzzed.node.records.counter() == before


@pytest.mark.parametrize("ending", WRITTEN)
def test_an_export_makes_the_same_assessments_elsewhere(
    told: Partnership, tmp_path: Path, ending: str
) -> None:
    take(told, ROW + "=1+1", ROW.replace("2,", "3,").replace("social_issue", "societal_sector"),
         "Bob,City,timeframe,social_issue,0,<b>met</b>")  # fmt: skip
    content = filing.file(told.user, told.house.node, told.id, ending=ending)
    there = house(tmp_path / "there").node
    found = filing.take(OPERATOR, there, content=content, name=f"ratings{ending}")

    def plain(node: Any, id: CollaborationId) -> list[tuple[str, str, object]]:
        names = {each.id: each.name for each in party.roster(OPERATOR, node)}
        return [
            (each.respondent.name, names[each.respondent.party], each.ratings)
            for each in sorted(counted(node, id), key=lambda one: one.respondent.name)
        ]

    assert plain(there, found.collaboration) == plain(told.house.node, told.id)


def test_formulas_leave_as_text_in_a_csv_file(told: Partnership) -> None:
    take(told, ROW + "'=1+1")
    assert b",'=1+1," in filing.file(told.user, told.house.node, told.id, ending=".csv")


def test_nothing_is_exported_before_anyone_rated_nor_in_another_format(told: Partnership) -> None:
    with pytest.raises(NotYet, match="Nobody has rated"):
        filing.file(told.user, told.house.node, told.id, ending=".csv")
    take(told, ROW)
    with pytest.raises(UnknownTerm):
        filing.file(told.user, told.house.node, told.id, ending=".pdf")


def test_a_person_who_has_not_answered_takes_no_answers_away(told: Partnership) -> None:
    take(told, ROW)
    person: Actor = replace(told.user, logs_in=True)
    with pytest.raises(NotYet, match="Others have answered"):
        filing.file(person, told.house.node, told.id, ending=".csv")


def test_three_hundred_respondents_are_taken_in_seconds(told: Partnership) -> None:
    content = many(size(quick=100, ci=300, full=300), ["Telecom", "City", "Mappers"])
    begun = perf_counter()
    found = filing.take(
        told.user, told.house.node, content=content, name="x.csv", collaboration=told.id
    )
    assert found.ratings == 24 * found.respondents
    seconds = perf_counter() - begun
    assert seconds < patient(10)


@pytest.mark.requirement(12)
def test_a_file_tells_nobody_who_has_not_answered_whether_it_guessed_right(
    told: Partnership,
) -> None:
    bob = replace(told.user, person=PersonId("per_bob"), logs_in=True)
    node = told.house.node
    take(told, ROW)
    entered = filing.take(bob, node, content=sheet(ROW), name="x.csv", collaboration=told.id)
    assert entered.notes == ()
    with pytest.raises(Invalid, match="not through your party") as right:
        filing.take(
            replace(bob, party=told.holder.party), node, content=sheet(ROW), name="x.csv",
            collaboration=told.id,
        )  # fmt: skip
    with pytest.raises(Invalid) as wrong:
        filing.take(
            replace(bob, party=told.holder.party), node, content=sheet(ROW.replace(",2,", ",3,")),
            name="x.csv", collaboration=told.id,
        )  # fmt: skip
    assert str(right.value) == str(wrong.value)
