"""An account of public value as a document: by type, added up for who asks alone."""

from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineWorkbook

from commonweal.adapters.documents import Document, markdown
from commonweal.app.documents import rendered
from commonweal.app.winwin.casing.accountdocument import account_sections
from commonweal.model.ids import PartyId
from commonweal.model.value import ValueType
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, TypedValue, summed
from tests.app.winwin.casing.test_account import account

SUM = "Added up all the same"


def document(found: PublicValue, *, added: bool = False, remarks: tuple[str, ...] = ()) -> Document:
    def name(party: PartyId) -> str:
        return f"the {party}"

    total = summed(found) if added else None
    sections = account_sections(found, name, remarks=remarks, total=total)
    return Document(title="Public value", sections=tuple(sections))


def two_types() -> PublicValue:
    """The account, and beside its use one that is typed and told of."""
    made = account()
    (use,) = made.types[0].uses
    told = replace(
        use,
        text="=1+1",
        value_type=ValueType.SAFETY,
        indicator="people found",
        baseline="none",
        value=replace(use.value, source="a census"),
    )
    return replace(made, types=(of(told), of(use)))


def of(use: PublicUse) -> TypedValue:
    return TypedValue(value_type=use.value_type, uses=(use,))


def test_each_type_stands_by_itself_with_who_says_each_figure() -> None:
    text = markdown(document(two_types()))
    safety, untyped = text.index("## Public value: safety"), text.index("## Public value: not")
    shown, costs = text.index("## What would show it"), text.index("## What it costs government")
    assert safety < text.index("a census, 2015-04-01") < untyped < shown < costs
    assert text.index("- **a census:** 1 figure, 2015-04-01") > text.index("## Not added up")
    assert "- **invented:** 3 figures, 2015-04-01" in text


def test_a_use_of_which_nobody_told_is_not_shown_yet_beside_one_that_is() -> None:
    text = markdown(document(two_types()))
    assert "| people found | none | not said |" in text
    assert "| invented | not shown yet |  |  |" in text
    assert "said for 1 of 2" in text
    assert "> Not shown yet. Nobody has said what would show it" in markdown(document(account()))


def test_a_track_that_is_not_done_and_a_service_that_government_gives_are_costs() -> None:
    text = markdown(document(account()))
    assert "| government | Track consent: cost while it is not done | 1 | 1 | 1 |" in text
    assert "cost of giving it" in text


def test_types_are_added_up_with_a_warning_for_who_asks_alone() -> None:
    unasked, asked = document(two_types()), document(two_types(), added=True)
    assert SUM not in markdown(unasked)
    assert "this account does not add them up" in markdown(unasked)
    text = markdown(asked)
    assert "this account does not add them up" not in text
    assert SUM in text
    assert "> This adds up safety, not typed: all in points" in text
    assert "**public value less cost to government:** 39 (39 to 39) points" in text


def test_what_must_not_be_overlooked_stands_on_top() -> None:
    text = markdown(document(account(), remarks=("Begun early.",)))
    assert text.index("> Begun early.") < text.index("Uses of data")


def test_an_account_of_nothing_says_so() -> None:
    text = markdown(document(replace(account(), types=(), costs=())))
    assert "The package uses no data, so nothing comes of it for the public." in text
    assert "It costs government nothing." in text
    assert all(f"## {each}" not in text for each in ("What would", "Not added", "Who states"))


def test_the_same_account_makes_the_same_file_and_a_name_like_a_formula_stays_text() -> None:
    made, again = (rendered(document(two_types()), "value.xlsx") for _ in range(2))
    assert made == again
    sheet = CalamineWorkbook.from_object(BytesIO(made)).get_sheet_by_name("Table 1")
    assert sheet.to_python()[1][0] == "=1+1"
