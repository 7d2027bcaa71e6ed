"""Part 3: the role of government, with the rule and the section behind each piece of advice."""

from collections.abc import Iterator

from commonweal.adapters.documents import Note, Paragraph, Section, Table
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.government import Government
from commonweal.diagnose.words import cited


def government(found: Diagnosis) -> Iterator[Section]:
    """Roles, incentive, warnings, whether the word stands, and policies from elsewhere."""
    advice = found.government
    yield Section(
        heading="Part 3. The role of government",
        blocks=(
            Paragraph(text=advice.text),
            *_provisional(advice),
            _roles(advice),
            *_incentive(advice),
        ),
    )
    yield Section(
        heading="Part 3. Warnings, and whether sharing is free",
        blocks=(
            *(Note(text=f"{each.text} [{cited(each.src)}]") for each in advice.warnings),
            *_free(advice),
        ),
    )
    if advice.options:
        yield Section(heading="Part 3. Policies from elsewhere", blocks=(_options(advice),))


def _provisional(advice: Government) -> Iterator[Note]:
    if advice.provisional:
        yield Note(text="Provisional: the profile only leans towards its type.")


def _roles(advice: Government) -> Table | Paragraph:
    if not advice.roles:
        return Paragraph(text="No role is recommended: know the type first.")
    return Table(
        columns=("role", "held here", "rests on", "note"),
        rows=tuple(
            (each.text, "yes" if each.held else "no", cited(each.src, each.rule), each.note)
            for each in advice.roles
        ),
        caption="Rules are those of the framework; S and T are sections and tables of the paper.",
    )


def _incentive(advice: Government) -> Iterator[Paragraph]:
    if advice.incentive:
        note = f" {advice.incentive.note}" if advice.incentive.note else ""
        src = cited(advice.incentive.src)
        yield Paragraph(text=f"Incentive: {advice.incentive.text}.{note} [{src}]")


def _free(advice: Government) -> Iterator[Note | Paragraph]:
    word = advice.voluntariness
    yield Note(text=word.text) if word.withheld else Paragraph(text=word.text)
    for each in word.signs:
        yield Paragraph(text=each.text)
    if word.mandatory:
        yield Note(text=f"Ordered by law: {', '.join(word.mandatory)}.")


def _options(advice: Government) -> Table:
    return Table(
        columns=("policy", "source", "dated", "note"),
        rows=tuple(
            (each.text, each.source, each.dated.isoformat(), each.note) for each in advice.options
        ),
        caption="Dated, from elsewhere, not the paper's: it cites a typology and gives none (S6).",
    )
