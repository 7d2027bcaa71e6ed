"""Everything commonweal refuses or fails to do.

CommonwealError
├── Invalid              the input is wrong; says file, line, field
│   ├── UnknownTerm      a word outside the vocabulary
│   └── ClockSetBack     this machine's clock is behind the last entry of a log
├── Refused              the input is right, the answer is no
│   ├── NotPermitted     a clause forbids it; names the clause
│   ├── NotYet           a step before this one is not done
│   └── NotAllowed       this party's role may not do this
├── NotFound             absent, or not for this party to know
├── Conflict             someone else changed it first
├── Tampered             a record, log or file does not fit what was signed
├── Unavailable          the outside did not answer; retry may help
└── Cancelled            the person who started it stopped it
"""

from collections.abc import Collection
from difflib import get_close_matches
from typing import ClassVar


class CommonwealError(Exception):
    """The root of the tree: what happened, where, and what would have been right."""

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, *, detail: str, hint: str = "", **fields: str | int) -> None:
        """`detail` says what happened and where, `hint` what to do; `fields` carry the case."""
        super().__init__(detail)
        self.detail = detail
        self.hint = hint
        self.fields: dict[str, str | int] = fields

    def problem(self) -> dict[str, str | int]:
        """The same four words that every face shows, plus the fields of the case."""
        words = {"code": self.code, "title": self.title, "detail": self.detail, "hint": self.hint}
        return {**self.fields, **words}


class Invalid(CommonwealError):
    """The input is wrong."""

    code = "invalid"
    title = "The input is wrong"


class UnknownTerm(Invalid):
    """A word the vocabulary does not have."""

    code = "unknown-term"
    title = "Unknown term"

    def __init__(self, *, field: str, got: str, known: Collection[str], what: str = "") -> None:
        """`field` is where the word stood, `known` what it could have been.

        `what` says what the word is, where that is not the value of the field.
        """
        near = get_close_matches(got, list(known), n=1)
        every = f"Known: {', '.join(sorted(known))}." if known else "None is known yet."
        hint = f"Did you mean {str(near[0])!r}?" if near else every
        super().__init__(detail=f"{what or field} is {got!r}.", hint=hint, field=field)


class ClockSetBack(Invalid):
    """The clock of this machine is behind the last entry of a log."""

    code = "clock-set-back"
    title = "The clock was set back"


class Refused(CommonwealError):
    """The input is right, the answer is no."""

    code = "refused"
    title = "Refused"


class NotPermitted(Refused):
    """A clause forbids it."""

    code = "not-permitted"
    title = "Not permitted by the agreement"

    def __init__(self, *, clause: str, detail: str, hint: str = "") -> None:
        """`clause` is the id of the deciding clause, or the state that decided."""
        super().__init__(detail=detail, hint=hint, clause=clause)
        self.clause = clause


class NotYet(Refused):
    """A step before this one is not done."""

    code = "not-yet"
    title = "Something comes first"


class NotAllowed(Refused):
    """The role of this party may not do this."""

    code = "not-allowed"
    title = "Not for this role"


class NotFound(CommonwealError):
    """Absent, or not for this party to know: both read the same."""

    code = "not-found"
    title = "Not found"

    def __init__(self, *, kind: str, id: str) -> None:
        """`kind` is the noun, `id` what was asked for."""
        listed = f"List what you can see, and check the id of the {kind}."
        super().__init__(
            detail=f"There is no {kind} {id!r} that you can see.",
            hint="Check its name, and the folder it is in." if kind == "file" else listed,
        )


class Conflict(CommonwealError):
    """Someone else changed it first."""

    code = "conflict"
    title = "It has changed meanwhile"


class Tampered(CommonwealError):
    """A record, log or file does not fit what was signed."""

    code = "tampered"
    title = "It does not fit what was signed"


class Unavailable(CommonwealError):
    """The outside did not answer."""

    code = "unavailable"
    title = "Not available now"


class Cancelled(CommonwealError):
    """The person who started it stopped it."""

    code = "cancelled"
    title = "Cancelled"
