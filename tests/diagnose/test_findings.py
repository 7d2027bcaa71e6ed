"""What the paper found, as data: complete, sourced, and apart from what is ours."""

from importlib.resources import files

import msgspec
import pytest
import yaml

from commonweal.cases.case import NAMES, case
from commonweal.diagnose.findings import STUDIED, CaseFindings, Findings, WhyKind, findings, read
from commonweal.model.assessment import Degree, Dimension, PlatformType
from commonweal.model.errors import Invalid, UnknownTerm
from tests.diagnose.codings import CASES, DEPARTING
from tests.diagnose.places import KNOWN, sources

TEXT = files("commonweal.diagnose").joinpath("findings.yaml").read_text(encoding="utf-8")
ORACLE = {"floraholland": "floraholland", "flowminder": "flowminder", "newyork": "nys_food"}
"""What the cases are called in the independent copy of the coding."""
LONGEST_LINE = 200

every_case = pytest.mark.parametrize("told", findings().cases, ids=STUDIED)


def wrong(before: str, after: str) -> Invalid:
    assert before in TEXT
    with pytest.raises(Invalid) as refused:
        read(TEXT.replace(before, after, 1))
    assert refused.value.detail.endswith(".")
    assert refused.value.hint
    return refused.value


@pytest.mark.requirement(17, 35, 47)
@every_case
def test_each_case_has_a_finding_in_each_of_the_eight_dimensions(told: CaseFindings) -> None:
    assert [each.id for each in told.dimensions] == list(Dimension)
    table = {"floraholland": "T3", "flowminder": "T4", "newyork": "T5"}[told.id]
    for each in told.dimensions:
        assert each.finding
        assert table in each.src
        assert told.finding(each.id) == each


def test_the_cases_are_those_that_can_be_run_as_the_type_the_paper_gives_them() -> None:
    assert STUDIED == NAMES
    assert [each.platform for each in findings().cases] == list(PlatformType)
    assert [each.platform for each in findings().cases] == [case(name).platform for name in NAMES]


def test_the_coding_and_the_fit_are_those_of_the_independent_copy() -> None:
    for told in findings().cases:
        coding, platform = CASES[ORACLE[told.id]]
        assert tuple(each.coding for each in told.dimensions) == coding
        assert told.platform is platform
        assert {each.id: each.fit for each in told.departing} == DEPARTING[ORACLE[told.id]]


@every_case
def test_what_departs_says_how_and_what_fits_does_not(told: CaseFindings) -> None:
    for each in told.dimensions:
        assert bool(each.deviation) is (each.fit is not Degree.FITS)
    assert [bool(each.deviation) for each in told.departing] == [True] * len(told.departing)


def test_every_kind_of_reading_is_used_and_every_statement_has_its_place() -> None:
    kinds = {why.kind for told in findings().cases for d in told.dimensions for why in d.why}
    assert kinds == set(WhyKind)
    found = list(sources(yaml.safe_load(TEXT)))
    assert len(found) > 80
    assert all(found)


@pytest.mark.requirement(10, 11)
def test_a_case_says_what_it_rests_on_and_how_close_the_researchers_stood() -> None:
    flora, flow, york = findings().cases
    assert flora.evidence.kinds == ("meeting", "interview", "document", "policy", "visit")
    assert (flora.evidence.period, flow.evidence.period, york.evidence.period) == (
        "2014-2018", "2017", "2017",
    )  # fmt: skip
    assert "actively" in flora.closeness.text
    assert flow.closeness == york.closeness
    assert "remote" in flow.closeness.text


@pytest.mark.requirement(18, 20, 21)
def test_parties_of_floraholland_are_told_apart_where_they_differ() -> None:
    told = findings().case("floraholland")
    apart = {each.id: each.party_profile for each in told.dimensions if each.party_profile}
    assert set(apart) == {Dimension.PRIMARY_INTEREST, Dimension.ORIENTATION}
    assert apart[Dimension.ORIENTATION] == {
        "business": PlatformType.RESOURCE_DEPENDENCE,
        "customs": PlatformType.SOCIAL_ISSUE,
    }
    problem = told.finding(Dimension.PROBLEM_DEFINITION).finding
    assert "FloraHolland: time, predictability and cost" in problem
    assert "Customs: efficient risk analysis" in problem


@pytest.mark.requirement(19, 22, 23, 24, 25, 26, 27)
def test_floraholland_is_told_as_in_the_paper() -> None:
    told = findings().case("floraholland")
    pressure = told.finding(Dimension.CONTEXTUAL_FACTORS).finding
    for each in ("SAFE", "EU", "WTO Trade Facilitation", "mandate", "Logistics Performance Index"):
        assert each in pressure
    assert told.finding(Dimension.DEPENDENCIES).fit is Degree.FITS
    assert told.finding(Dimension.TIMEFRAME).fit is Degree.PARTLY
    sectors = told.finding(Dimension.SECTOR_CONCEPTUALISATION)
    assert sectors.fit is Degree.PARTLY
    assert "both sides are changing" in sectors.finding
    assert told.finding(Dimension.SENSEMAKING).fit is Degree.FITS
    facts = " ".join(each.text for each in told.facts)
    assert "Kenya's economy" in facts
    assert "project ended, the arrangement goes on" in facts
    assert told.data_shared.items == ("pro-forma invoice", "packing list")
    assert "checks the declarations" in told.use.text
    assert "measures no result" in told.returned.note


@pytest.mark.requirement(36, 37, 38, 39, 40, 41, 42, 43, 44, 46)
def test_flowminder_is_told_as_in_the_paper() -> None:
    told = findings().case("flowminder")
    facts = " ".join(each.text for each in told.facts)
    for each in ("7.8", "25 April 2015", "9,000", "23,000", "12 million"):
        assert each in facts
    context = told.finding(Dimension.CONTEXTUAL_FACTORS)
    assert [why.kind for why in context.why] == [WhyKind.EXTENDS]
    assert "act as a responsible company" in context.finding
    assert "where are people moving" in told.finding(Dimension.PROBLEM_DEFINITION).finding
    gains = told.finding(Dimension.ORIENTATION).finding
    assert all(each in gains for each in ("image", "expertise", "insight", "opportunities"))
    assert "crossed the line" in told.finding(Dimension.SECTOR_CONCEPTUALISATION).finding
    assert "shared once" in told.finding(Dimension.TIMEFRAME).finding
    assert [why.kind for why in told.finding(Dimension.TIMEFRAME).why] == [WhyKind.AMBIGUITY]
    assert told.finding(Dimension.DEPENDENCIES).fit is Degree.DEVIATES
    assert [each.text.split()[0] for each in told.mechanisms] == ["The", "Pressure"]
    assert "does not say why" in told.obstacles[0].text
    assert told.government.roles == ("beneficiary", "harvester", "problem_owner")


@pytest.mark.requirement(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61)
def test_new_york_is_told_as_in_the_paper_and_has_no_process() -> None:
    told = findings().case("newyork")
    assert told.status.src == ("OURS",)
    assert told.status.text.startswith("Prospective")
    assert told.process == ()
    assert told.process_note.text.startswith("No process reported")
    assert len(told.mechanisms) == 4
    assert len(told.obstacles) == 5
    shows = {
        Dimension.PRIMARY_INTEREST: ("local economy", "own benefit", "principle"),
        Dimension.CONTEXTUAL_FACTORS: ("Formal and informal pressure", "buy local"),
        Dimension.PROBLEM_DEFINITION: ("from outside", "read anew", "contested"),
        Dimension.ORIENTATION: ("technically and socially feasible",),
        Dimension.DEPENDENCIES: ("Mostly autonomous", "blending"),
        Dimension.TIMEFRAME: ("every transaction", "long-term"),
        Dimension.SECTOR_CONCEPTUALISATION: ("mostly fixed", "act as one"),
        Dimension.SENSEMAKING: ("Present", "possible future"),
    }
    for dimension, words in shows.items():
        assert all(each in told.finding(dimension).finding for each in words)
    in_the_way = " ".join(each.text for each in told.obstacles)
    assert all(each in in_the_way for each in ("technically", "means", "motives", "policy"))
    assert "only one of buyer and intermediary" in told.facts[0].text
    assert "that of S6" in told.government.note
    read_otherwise = [e.id for e in told.dimensions for w in e.why if w.kind is WhyKind.ALT_READING]
    assert read_otherwise == [
        Dimension.PROBLEM_DEFINITION, Dimension.DEPENDENCIES, Dimension.SECTOR_CONCEPTUALISATION,
    ]  # fmt: skip


@pytest.mark.requirement(28, 30, 31)
def test_floraholland_has_two_mechanisms_in_the_order_of_the_paper() -> None:
    told = findings().case("floraholland")
    win, align = told.mechanisms
    assert "win-wins" in win.text
    assert "once the value for business is stated" in align.text
    assert [each.name for each in told.process][:2] == [
        "Search for win-wins", "Make the business case explicit",
    ]  # fmt: skip


@pytest.mark.requirement(62)
def test_government_owns_the_problem_in_every_case() -> None:
    assert all("problem_owner" in told.government.roles for told in findings().cases)


def test_examples_of_a_cell_are_the_cases_that_show_it_most_first() -> None:
    shown = findings().examples(Dimension.DEPENDENCIES, PlatformType.RESOURCE_DEPENDENCE)
    assert [(each.case.id, each.value) for each in shown] == [
        ("floraholland", 3), ("flowminder", 3), ("newyork", 2),
    ]  # fmt: skip
    assert shown[1].finding.finding == "Both partners kept their autonomy"
    assert findings().examples(Dimension.TIMEFRAME, PlatformType.SOCIETAL_SECTOR)[0].value == 3


def test_a_case_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownTerm, match="flowmider") as refused:
        findings().case("flowmider")
    assert "flowminder" in refused.value.hint


def test_no_line_is_longer_than_can_be_read() -> None:
    for document in ("findings.yaml", "framework.yaml"):
        text = files("commonweal.diagnose").joinpath(document).read_text(encoding="utf-8")
        assert max(len(line) for line in text.splitlines()) <= LONGEST_LINE


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("coding: [3, 1, 1]", "coding: [4, 1, 1]", "<= 3"),
        ("coding: [3, 1, 1]", "coding: [-1, 1, 1]", ">= 0"),
        ("coding: [3, 1, 1]", "coding: [3, 1]", "length 3"),
        ("coding: [3, 1, 1]", "coding: [true, 1, 1]", "Expected `int`"),
        ("fit: partly", "fit: mostly", "mostly"),
        ("kind: nuance", "kind: remark", "remark"),
        ("src: [T3, S5.1]", "src: [T9]", "src[0]"),
        ("fit: partly", "fit: fits", "floraholland / orientation: the fit is fits, but it says"),
        ("fit: fits", "fit: deviates", "does not say how it departs"),
        ("- id: flowminder", "- id: floraholland", "floraholland, floraholland, newyork"),
        ("- id: primary_interest", "- id: orientation", "dimensions of floraholland"),
        ("roles: [co_searcher, ", "roles: [co_searcher, king, ", "king"),
        ("roles: [co_searcher, ", "roles: [problem_owner, ", "problem_owner stands twice"),
        ("kinds: [meeting, ", "kinds: [rumour, ", "rumour"),
        ("  - id: newyork\n", "  - id: newyork\n    colour: red\n", "colour"),
        ("    domain: food\n", "    domain: food\n    domain: trade\n", "'domain' stands twice"),
    ],
)
def test_findings_that_are_wrong_are_refused_and_say_where(
    before: str, after: str, says: str
) -> None:
    assert says in wrong(before, after).detail


def test_a_missing_dimension_is_named_by_what_should_be_there() -> None:
    begin = TEXT.index("      - id: sensemaking")
    end = TEXT.index("    process_note:")
    with pytest.raises(Invalid) as refused:
        read(TEXT[:begin] + TEXT[end:])
    assert "dimensions of floraholland" in refused.value.detail
    assert "sensemaking" in refused.value.hint


def test_what_was_read_can_be_written_and_read_again() -> None:
    again = msgspec.json.decode(msgspec.json.encode(findings()), type=Findings)
    assert again == findings()


@pytest.mark.conformance
@pytest.mark.skipif(not KNOWN.is_file(), reason="the knowledge is not here")
def test_fit_coding_and_places_are_those_of_the_shared_knowledge() -> None:
    known = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    for told in findings().cases:
        theirs = known["cases"][ORACLE[told.id]]["findings"]
        assert list(theirs) == [each.id.value for each in told.dimensions]
        for each in told.dimensions:
            other = theirs[each.id.value]
            assert each.fit.value == other["fit"]
            assert list(each.src) == other["src"]
            assert each.coding == tuple(other["coding"][key] for key in ("RD", "SI", "SS"))
            assert {why.kind.value for why in each.why} == {r.value for r in WhyKind} & set(other)
