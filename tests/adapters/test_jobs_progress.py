"""The bar of a job in the foreground."""

from io import StringIO

from rich.console import Console

from commonweal.adapters.jobs import shown_progress


def drawn(*, terminal: bool) -> str:
    text = StringIO()
    console = Console(file=text, force_terminal=terminal, width=100, _environ={})
    with shown_progress("Flows [of] people", console) as report:
        report(12, 48, "partitions")
    return text.getvalue()


def test_a_terminal_shows_real_units_and_the_title_as_text() -> None:
    shown = drawn(terminal=True)
    assert "12/48 partitions" in shown
    assert "Flows [of] people" in shown


def test_nothing_is_written_where_no_terminal_is() -> None:
    assert not drawn(terminal=False).strip()
