"""`weal winwin frontier`: from the most public value to the surest package."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.winwin import frontier, packages, solution
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Gap, Name, Seconds, app
from commonweal.cli.winwin.package import lying
from commonweal.model.errors import Invalid
from commonweal.model.winwin import Frontier
from commonweal.winwin.contract import frontier_told
from commonweal.winwin.ending import searched
from commonweal.winwin.optimum import why_no_deal, why_not_the_optimum
from commonweal.winwin.verdict import all_gain


@command(app, "frontier")
def frontier_(
    session: Session,
    name: Name,
    margins: Annotated[
        str, typer.Option(help="Least nets to weigh, such as 0,20,40; the usual if not given.")
    ] = "",
    gap: Gap = None,
    seconds: Seconds = None,
    last: Annotated[bool, typer.Option("--last", help="The one computed last, as it was.")] = False,
    out: Annotated[Path | None, typer.Option(help="A new file: .html, .pdf, .xlsx or .md.")] = None,
) -> Answer:
    """Weigh packages at rising margins; which to recommend. Ctrl-C ends with the best found.

    Example: weal winwin frontier "Flood maps" --margins 0,5,10
    """
    who = session.actor, session.node, session.collaboration_id(name)
    if out:
        session.check_document(out)
    if not last:
        asked = _numbers(margins)
        session.finished(frontier.start(*who, margins=asked, gap=gap, seconds=seconds))
    if out:
        session.write_bytes(out, packages.file(*who, out.name))
    found = frontier.show(*who)
    told = frontier_told(found, lying(session, who[2]), solution.names(*who))
    return Answer(value=told, show=_shown(found))


def _numbers(margins: str) -> tuple[float, ...] | None:
    if not margins:
        return None
    try:
        return tuple(float(each) for each in margins.split(","))
    except ValueError as gap:
        raise Invalid(
            detail=f"--margins is {margins!r:.80}.",
            hint="Give numbers with commas between them: 0,20,40.",
            field="margins",
        ) from gap


def _shown(found: Frontier) -> Show:
    label = " (invented figures)" if found.invented else ""
    rows = [
        (
            point.margin,
            point.caution,
            point.public_value,
            all_gain(point),
            f"{point.gap:.1%}",
            point.standing.value,
            "<-" if place == found.recommended else "",
        )
        for place, point in enumerate(found.points)
    ]
    columns = (
        "margin",
        "caution",
        f"public value, {found.plain.unit}",
        "chance that all outside government gain",
        "gap",
        "called",
        "",
    )
    return several(
        table(f"Packages weighed{label}", columns, rows, "Stopped before the first was found."),
        lines(
            why_not_the_optimum(found) or why_no_deal(found.plain),
            *(f"The last was {searched(each)}." for each in found.points[-1:]),
        ),
    )
