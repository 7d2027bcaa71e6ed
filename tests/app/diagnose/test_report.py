"""The diagnosis report: three parts and annexes; same state, same bytes; hostile text is text."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from commonweal.adapters.documents import Document, Table, markdown
from commonweal.app.diagnose import diagnosis, remark, report
from commonweal.model.assessment import Dimension
from commonweal.model.errors import NotFound, NotYet, UnknownTerm
from commonweal.model.ids import PersonId
from tests.app.houses import house
from tests.app.reported import HOSTILE, SOCIAL, reported, rows, threatened
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return reported(house(tmp_path_factory.mktemp("report") / "home"))


@pytest.fixture
def own(tmp_path: Path) -> Partnership:
    return reported(house(tmp_path / "home"))


def made(of: Partnership) -> Document:
    return report.report(of.user, of.house.node, of.id)


def text(of: Partnership) -> str:
    return markdown(made(of))


def rows_of(document: Document, heading: str) -> list[tuple[object, ...]]:
    return [
        row
        for section in document.sections
        if section.heading.startswith(heading)
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


@pytest.mark.requirement(4, 13, 15)
def test_it_says_what_it_is_not_then_tells_three_parts_and_the_annexes(told: Partnership) -> None:
    headings = [section.heading for section in made(told).sections]
    starts = ["What this is", "Part 1.", "Part 2.", "Part 3.", "Annex A", "Annex B", "Annex C"]
    places = [next(n for n, h in enumerate(headings) if h.startswith(each)) for each in starts]
    assert places == sorted(places)
    assert "validates nothing" in text(told)
    assert "not a score" in text(told)


def test_what_departs_comes_before_the_shares_computed_and_stated(told: Partnership) -> None:
    headings = [section.heading for section in made(told).sections]
    departs, shares = (
        next(n for n, h in enumerate(headings) if words in h)
        for words in ("Where it departs", "The three shares")
    )
    assert departs < shares
    rows = rows_of(made(told), "Part 1. Where it departs")
    assert [(row[0], row[1], row[2]) for row in rows[:2]] == [
        ("Timeframe", "fits", "computed"),
        ("Timeframe", "partly", "stated by A. Amaryllis for Mappers"),
    ]


@pytest.mark.requirement(6, 18, 71)
def test_each_party_has_its_own_annex_with_profile_motive_and_respondents(
    told: Partnership,
) -> None:
    for name, respondent in (("Mappers", "B. Amaryllis"), ("Telecom", "C. Amaryllis")):
        section = next(s for s in made(told).sections if s.heading == f"Annex A. {name}")
        told_here = str(section.blocks)
        assert respondent in told_here
        assert "inside" in told_here
        assert "eputation" in told_here


@pytest.mark.requirement(10, 11)
def test_every_item_of_evidence_is_listed_with_who_gave_it_and_for_which_rating(
    told: Partnership,
) -> None:
    found = rows_of(made(told), "Annex B")
    assert len(found) == 3 * len(Dimension)
    assert all(row[1] == "interview; minutes of Amaryllis; 2026" for row in found)
    assert sum("C. Amaryllis for Telecom" in str(row[2]) for row in found) == len(Dimension)
    assert any("Orientation: Resource-dependence 3" in str(row[3]) for row in found)


@pytest.mark.requirement(12)
def test_disagreements_name_who_stands_apart_and_how_they_were_settled(told: Partnership) -> None:
    apart = rows_of(made(told), "Annex C. Disagreements")
    assert any("C. Amaryllis" in row for row in apart)
    settled = rows_of(made(told), "Annex C. How they were settled")
    assert [(row[0], row[4]) for row in settled] == [("Orientation", "yes")]
    assert "Not settled: Primary interest" in text(told)
    assert "Not settled: Orientation" not in text(told)


@pytest.mark.requirement(75, 77, 78)
def test_surroundings_stand_there_with_all_seven_challenges(told: Partnership) -> None:
    challenges = rows_of(made(told), "Annex E. Seven challenges")
    assert len(challenges) == 7
    assert sum(row[1] == "not looked at" for row in challenges) == 6
    assert "City | regulates | Telecom" in text(told)


@pytest.mark.requirement(8)
def test_that_no_process_is_reported_is_said(tmp_path: Path) -> None:
    bare = settled(tmp_path / "home", tabled=False)
    diagnosis.rate(
        bare.user,
        bare.house.node,
        bare.id,
        respondent="A",
        closeness="remote",
        rows=rows(SOCIAL, "Dahlia"),
    )
    assert "No process is reported" in text(bare)
    assert rows_of(made(bare), "Annex E. Seven challenges")


@pytest.mark.requirement(70)
def test_policies_from_elsewhere_are_dated_and_marked_as_not_the_papers(told: Partnership) -> None:
    options = rows_of(made(told), "Part 3. Policies from elsewhere")
    assert options
    assert all(str(row[2]).startswith("20") or str(row[2]).startswith("19") for row in options)
    assert "not the paper's" in text(told)


def test_where_the_word_is_withheld_no_part_of_ours_calls_it_voluntary(own: Partnership) -> None:
    assert "| voluntary |" in text(own)
    threatened(own)
    found = text(own).replace('The word "voluntary" is withheld', "")
    assert "voluntary" not in found.casefold()
    assert "the word is withheld" in found


def test_the_same_state_gives_the_same_bytes_whatever_the_clock_says(
    own: Partnership, tmp_path: Path
) -> None:
    for ending in (".html", ".pdf", ".xlsx", ".md"):
        hashes = set()
        for name in ("one", "two"):
            out = tmp_path / f"{name}{ending}"
            report.report_file(own.user, own.house.node, own.id, out=out)
            hashes.add(sha256(out.read_bytes()).hexdigest())
            own.house.clock.turn_to(own.house.clock.now().replace(year=2027))
        assert len(hashes) == 1, ending


def test_every_member_reads_the_same_report(told: Partnership) -> None:
    assert made(told) == report.report(told.holder, told.house.node, told.id)


def test_nothing_of_another_collaboration_is_in_it(own: Partnership) -> None:
    other = reported(own.house, title="Secret title", word="Belladonna", beside="Other ")
    found = text(own)
    assert "Belladonna" not in found
    assert "Secret title" not in found
    with pytest.raises(NotFound):
        report.report(own.user, own.house.node, other.id)


def test_hostile_text_is_text_in_every_form(tmp_path: Path) -> None:
    made_here = reported(house(tmp_path / "home"), title=HOSTILE, word=HOSTILE[:60])
    remark.make(
        made_here.holder,
        made_here.house.node,
        made_here.id,
        dimension=Dimension.TIMEFRAME,
        text=HOSTILE,
        settles=False,
    )
    for ending in (".html", ".pdf", ".xlsx", ".md"):
        out = tmp_path / f"out{ending}"
        report.report_file(made_here.user, made_here.house.node, made_here.id, out=out)
        assert out.stat().st_size > 0
    assert "<script>" not in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script>" not in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_who_has_not_answered_gets_no_report(told: Partnership) -> None:
    person = replace(told.user, person=PersonId("per_new"), logs_in=True)
    with pytest.raises(NotYet):
        report.report(person, told.house.node, told.id)


def test_an_ending_we_do_not_write_is_refused(told: Partnership, tmp_path: Path) -> None:
    with pytest.raises(UnknownTerm, match="docx"):
        report.report_file(told.user, told.house.node, told.id, out=tmp_path / "x.docx")
    assert not list(tmp_path.iterdir())


def test_ratings_of_ones_own_carry_no_label_of_a_draft(told: Partnership) -> None:
    assert made(told).label == ""
