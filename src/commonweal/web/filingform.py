"""The form that takes a file of ratings."""

from commonweal.web.form import Field, Form, Kind
from commonweal.web.place import Place

_LARGEST = 900_000
"""Bytes of a file; the ratings of about 300 respondents. The command line takes larger ones."""


def filing_form(here: Place) -> Form:
    """A file with the ratings of any number of respondents."""
    return Form(
        name="filing",
        action=f"{here.path}/ratings",
        button="Take the ratings",
        does="filing.take",
        fields=(
            Field(
                name="file",
                label="Which file?",
                kind=Kind.FILE,
                help=f"CSV, XLSX, JSON or YAML, at most {_LARGEST // 1000} kB.",
                most=_LARGEST,
            ),
        ),
    )
