"""Part 2: the process over time, and the mechanisms at work in it."""

from collections.abc import Iterator

from commonweal.adapters.documents import Facts, Paragraph, Section, Table
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.process import Process
from commonweal.diagnose.words import cited
from commonweal.model.collaboration import Event


def process(found: Diagnosis) -> Iterator[Section]:
    """The timeline, pressure and urgency, mechanisms, gates and what comes next."""
    yield Section(heading="Part 2. The process over time", blocks=(_timeline(found),))
    yield Section(
        heading="Part 2. Pressure, urgency and readiness", blocks=tuple(_pressed(found.process))
    )
    yield Section(heading="Part 2. Mechanisms", blocks=(_mechanisms(found.process),))
    yield Section(
        heading="Part 2. Gates, and what comes next",
        blocks=(_gates(found.process), _next(found.process)),
    )


def _timeline(found: Diagnosis) -> Table | Paragraph:
    if not found.process.events:
        return Paragraph(text="No process is reported. A diagnosis without one is static (S4.2).")
    return Table(
        columns=("day", "what", "told as", "known from"),
        rows=tuple(
            (
                each.at.date().isoformat(),
                each.kind.value,
                _told(found, each),
                each.source,
            )
            for each in found.process.events
        ),
        caption="Events as the parties noted them, days in UTC.",
    )


def _told(found: Diagnosis, event: Event) -> str:
    """The event in its words, and who asked whom."""
    asked = found.situation.named(event.asked)
    whom = " → ".join(part for part in (", ".join(event.askers), asked) if part)
    beside = ", ".join(part for part in (whom, "in public" if event.public else "") if part)
    return f"{event.text} ({beside})" if beside else event.text


def _pressed(found: Process) -> Iterator[Facts | Paragraph]:
    if found.pressure:
        yield Paragraph(text="\n\n".join(each.text for each in found.pressure))
    else:
        yield Paragraph(text="No request is noted, so nothing is said of pressure (R7).")
    urgent = found.urgent
    yield Paragraph(
        text=f"Urgency: {urgent.at.date().isoformat()}, {urgent.text} [{urgent.source}] (R6)."
        if urgent
        else "No urgent event is noted (R6)."
    )
    yield Facts(pairs=tuple((text, "yes" if there else "no") for text, there in found.readiness))


def _mechanisms(found: Process) -> Table:
    return Table(
        columns=("mechanism", "state", "why", "rests on"),
        rows=tuple(
            (each.label, each.state.value, each.why, cited(each.src, each.rule))
            for each in found.mechanisms
        ),
        caption="The paper's mechanisms (S5, S6), looked for in what was noted.",
    )


def _gates(found: Process) -> Table:
    return Table(
        columns=("gate", "open", "why", "rests on"),
        rows=tuple(
            (each.text, "yes" if each.open else "no", each.why, cited(each.src))
            for each in found.gates
        ),
        caption="What must hold before a step. Ours: not from the paper.",
    )


def _next(found: Process) -> Table | Paragraph:
    if not found.next:
        return Paragraph(text="No rule calls for a next step.")
    return Table(
        columns=("step", "what to do now", "rests on"),
        rows=tuple((each.step, each.text, cited(each.src, each.rule)) for each in found.next),
    )
