"""A table of a release on its page."""

from datetime import date

from commonweal.model.output import TableOutput
from commonweal.web.released import MOST, released
from commonweal.web.table import State

VERDICTS = TableOutput(
    name="verdicts.csv",
    columns=("lot", "verdict", "deciding_fact", "label"),
    rows=(("lot 1", "yes", "56 % by mass", "synthetic"), ("lot 2", "no", None, "synthetic")),
)


def test_what_every_row_says_stands_once_above() -> None:
    sheet = released(VERDICTS)
    assert sheet.columns == ("lot", "verdict", "deciding fact")
    assert sheet.caption == "label: synthetic"


def test_a_verdict_is_a_word_in_a_box() -> None:
    assert released(VERDICTS).rows[0][1] == State(word="yes", tone="good")


def test_days_and_codes_of_a_file_are_said_in_words() -> None:
    columns = ("day", "type", "told", "no_day")
    rows = (("2024-02-29", "document_missing", "See report_2.csv", "2024-02-30"),) * 2
    mixed = (*rows, ("2024-03-01", "origin", None, "x"))
    sheet = released(TableOutput(name="findings.csv", columns=columns, rows=mixed))
    assert sheet.rows[0] == (
        date(2024, 2, 29),
        "document missing",
        "See report_2.csv",
        "2024-02-30",
    )


def test_a_long_table_says_how_long_it_is() -> None:
    rows = tuple((f"lot {n}", "yes", None, "synthetic") for n in range(MOST + 1))
    sheet = released(TableOutput(name="verdicts.csv", columns=VERDICTS.columns, rows=rows))
    assert len(sheet.rows) == MOST
    assert f"the first {MOST} of {MOST + 1} rows" in sheet.caption


def test_an_empty_table_is_a_sentence() -> None:
    sheet = released(TableOutput(name="verdicts.csv", columns=VERDICTS.columns, rows=()))
    assert sheet.rows == ()
    assert sheet.empty
