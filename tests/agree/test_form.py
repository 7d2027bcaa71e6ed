import pytest

from commonweal.agree import form
from commonweal.model.errors import Invalid, UnknownTerm


@pytest.mark.parametrize(
    "name", ["America", "../etc/passwd", "Nope/X", "", "UTC\0", "UTC ", "a" * 5000]
)
def test_a_zone_is_a_name_of_the_iana_database(name: str) -> None:
    form.zone("term", "Asia/Kathmandu")
    with pytest.raises(Invalid, match="zone"):
        form.zone("term", name)


@pytest.mark.parametrize(
    "value",
    [
        "2015-02-30",
        "2015-4-25",
        "20150425",
        "2015-W17-6",
        "25-04-2015",
        "",
        "9999-12-31",
        "1815-06-18",
    ],
)
def test_a_day_is_an_iso_day_of_the_calendar(value: str) -> None:
    with pytest.raises(Invalid, match="no day"):
        form.day("due", value)


def test_a_span_does_not_end_before_it_begins() -> None:
    form.span("term", ("2015-04-25", "2015-04-25", "UTC"))
    with pytest.raises(Invalid, match="before it begins"):
        form.span("term", ("2015-04-25", "2015-04-24", "UTC"))


@pytest.mark.parametrize("value", ["0", "-1", "1e3", "1.0", "01", "٣", "1000000000", "many", ""])
def test_a_count_is_a_plain_whole_number_from_one(value: str) -> None:
    form.grants("count", ("1",))
    with pytest.raises(Invalid):
        form.grants("count", (value,))


def test_a_group_of_one_is_no_group() -> None:
    form.group("min-group", ("2",))
    with pytest.raises(Invalid, match="below 2"):
        form.group("min-group", ("1",))


@pytest.mark.parametrize("value", ["P30", "30", "P-1D", "P1M", "P030D", "p30d", "P100000D"])
def test_days_after_the_end_have_one_form(value: str) -> None:
    form.day_or_days("delete", ("P30D",))
    form.day_or_days("delete", ("2015-06-30",))
    with pytest.raises(Invalid):
        form.day_or_days("delete", (value,))


@pytest.mark.parametrize(
    "value", ["", "  ", "two\nlines", "turned \u202e around", "hidden\u200b", "e\u0301", "\ud800"]
)
def test_text_has_nothing_that_nobody_can_see(value: str) -> None:
    form.text("title", "Où les gens sont allés, नेपाल")
    with pytest.raises(Invalid, match="nobody can see"):
        form.text("title", value)


@pytest.mark.parametrize("value", ["", "pаr_1", "par 1", "par/1", "par_1\n", "x" * 65])
def test_an_id_has_no_look_alikes(value: str) -> None:
    with pytest.raises(Invalid, match="not of our form"):
        form.ids("recipient", (value,))


def test_a_list_has_something_and_nothing_twice() -> None:
    with pytest.raises(Invalid, match="no value"):
        form.ids("dataset", ())
    with pytest.raises(Invalid, match="twice"):
        form.ids("dataset", ("dat_1", "dat_1"))


def test_a_word_outside_a_closed_list_is_an_unknown_term() -> None:
    with pytest.raises(UnknownTerm, match="visits"):
        form.one_of(("visit", "deliver"))("mode", ("visits",))


def test_a_term_that_takes_nothing_takes_nothing() -> None:
    with pytest.raises(Invalid, match="no value"):
        form.nothing("no-reidentification", ("please",))


@pytest.mark.parametrize("values", [(), ("2015-12-31",), ("a report", "2015-12-31")])
def test_a_benefit_has_a_day_and_says_what(values: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        form.day_and_texts("return-benefit", values)
