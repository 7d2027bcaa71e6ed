"""The sentence of each term: what people sign, from the clause that machines evaluate."""

from collections.abc import Callable

from commonweal.agree.purpose import purpose as known_purpose
from commonweal.model.agreement import Agreement, Clause, Mode
from commonweal.model.rulebook import day_end, utc

Say = Callable[[str], str]
"""The name that people use for an id."""


def purpose(_: Agreement, clause: Clause, __: Say) -> str:
    """Why the data may be used."""
    words = (known_purpose(each).words for each in clause.values)
    return f"The data is used for {_or(*words)}, and for nothing else."


def return_benefit(_: Agreement, clause: Clause, __: Say) -> str:
    """What comes back, by when."""
    due, *texts = clause.values
    return f"In return, by the end of {due}: {'; '.join(texts)}."


def dataset(_: Agreement, clause: Clause, say: Say) -> str:
    """Which data."""
    return f"It covers {_and(*map(say, clause.values))}, and no other data."


def recipient(_: Agreement, clause: Clause, say: Say) -> str:
    """Who may use it."""
    return f"It is for {_and(*map(say, clause.values))}, and for nobody else."


def inform(agreement: Agreement, clause: Clause, say: Say) -> str:
    """Of what the holder is told."""
    of = {"use": "every use", "incident": "every incident"}
    return f"{say(agreement.parties[0])} is told of {_and(*(of[each] for each in clause.values))}."


def mode(agreement: Agreement, clause: Clause, say: Say) -> str:
    """How data reaches its use."""
    if clause.values == (Mode.VISIT.value,):
        holder = say(agreement.parties[0])
        return f"The data stays with {holder}: the analysis goes there, and only a release leaves."
    return "The files are handed over, encrypted under a key made for this agreement alone."


def count(_: Agreement, clause: Clause, __: Say) -> str:
    """How many grants."""
    (number,) = clause.values
    grants = "1 grant is" if number == "1" else f"{number} grants are"
    return f"At most {grants} issued; each is one use of one dataset as it stands then."


def min_group(_: Agreement, clause: Clause, __: Say) -> str:
    """The smallest group that may appear."""
    return f"Only totals leave, none over fewer than {clause.values[0]} people."


def no_reidentification(_: Agreement, __: Clause, ___: Say) -> str:
    """Nobody looks for a person."""
    return "Nobody tries to find out who a person in the data is."


def term(agreement: Agreement, _: Clause, __: Say) -> str:
    """The days as people say them, and the instants they stand for."""
    span = agreement.term
    return (
        f"It runs from {span.first_day} to {span.last_day}, both days included, "
        f"in the time of {span.zone}: from {utc(span.start)} until just before {utc(span.end)}."
    )


def delete(agreement: Agreement, clause: Clause, __: Say) -> str:
    """When every copy is gone."""
    (when,) = clause.values
    if when == "P0D":
        return "Every copy handed over is deleted when the agreement ends."
    if when.startswith("P"):
        number = when.removeprefix("P").removesuffix("D")
        unit = "day" if number == "1" else "days"
        return f"Every copy handed over is deleted within {number} {unit} after the end."
    until = utc(day_end(when, agreement.term.zone))
    return f"Every copy handed over is deleted by the end of {when} (before {until})."


def revocable(_: Agreement, clause: Clause, say: Say) -> str:
    """Who may withdraw."""
    return f"{_or(*map(say, clause.values))} may withdraw at any time, with effect at once."


def no_onward_sharing(_: Agreement, __: Clause, ___: Say) -> str:
    """The data goes no further."""
    return "The data is passed on to nobody, neither as a whole nor in part."


def publish_insight(_: Agreement, clause: Clause, __: Say) -> str:
    """The insight becomes public."""
    return f"What is learned is published by the end of {clause.values[0]}."


def _and(*words: str) -> str:
    return _joined("and", *words)


def _or(*words: str) -> str:
    return _joined("or", *words)


def _joined(link: str, *words: str) -> str:
    *before, last = words
    return f"{', '.join(before)} {link} {last}" if before else last
