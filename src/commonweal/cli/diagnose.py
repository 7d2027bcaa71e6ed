"""`weal diagnose`: step 1."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.adapters.plain import mapping
from commonweal.adapters.sheets import read_rows
from commonweal.adapters.sheets.reading import ENDINGS
from commonweal.app import diagnose
from commonweal.app.diagnose import Diagnosis
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.diagnose.grid import CELLS
from commonweal.diagnose.words import RULES, agreed, called, platforms, run_called
from commonweal.model.errors import Invalid

_EVIDENCE = ("kind", "text", "period", "source")

app = group("Step 1: what kind of partnership is this, and where does it deviate.")
Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]


@command(app, "rate")
def rate(
    session: Session,
    name: Name,
    file: Annotated[Path, typer.Argument(help="Ratings: CSV, XLSX, YAML or JSON.")],
    respondent: Annotated[str, typer.Option(help="Who rates.")],
    closeness: Annotated[str, typer.Option(help="inside or remote.")] = "inside",
) -> Answer:
    """Give one respondent's ratings: dimension, platform, value 0 to 3, evidence.

    Example: weal diagnose rate "Flood maps" ratings.csv --respondent "A. Clerk"
    """
    made = diagnose.rate(
        session.actor,
        session.node,
        session.collaboration_id(name),
        respondent=respondent,
        closeness=closeness,
        rows=_rows(file),
    )
    return Answer(value=made, show=lines(f"{len(made.ratings)} of {CELLS} cells rated."))


@command(app, "show")
def show(session: Session, name: Name) -> Answer:
    """Show the profile, its deviations and the role of government.

    Example: weal diagnose show "Flood maps"
    """
    found = diagnose.show(session.actor, session.node, session.collaboration_id(name))
    return Answer(value=found, show=_shown(found))


def _rows(file: Path) -> list[object]:
    if file.suffix.lower() in ENDINGS:
        sheet = read_rows(file, columns=("dimension", "platform", "value"), optional=_EVIDENCE)
        return [row.cells for row in sheet.rows]
    told = mapping(file).get("ratings")
    if not isinstance(told, list):
        raise Invalid(
            detail=f"{file.name} has no list `ratings`.",
            hint="Write ratings: [{dimension: ..., platform: ..., value: 0 to 3}].",
        )
    return told


def _shown(found: Diagnosis) -> Show:
    profile = found.profile
    shares = [
        (dimension.value, *(round(share, 2) for share in shares.ordered()))
        for dimension, shares in profile.by_dimension
    ]
    whole = ("whole", *(round(share, 2) for share in profile.shares.ordered()))
    deviations = [
        (d.dimension.value, d.degree.value, d.basis.value, d.text) for d in profile.deviations
    ]
    return several(
        lines(
            f"{found.collaboration.title}: {called(profile)}",
            RULES[profile.label],
            f"Answered: {profile.coverage:.0%} of {CELLS} cells. Agreement: {agreed(profile)}",
            "Drawn again: "
            + ", ".join(
                f"{run_called(name)} {share:.0%}" for name, share in profile.stability.bootstrap
            ),
        ),
        table(
            "Deviations",
            ("dimension", "degree", "basis", "why"),
            deviations,
            "No dimension deviates.",
        ),
        table(
            "Shares",
            ("dimension", *(name.removesuffix(" platform") for name in platforms().values())),
            [*shares, whole],
            "",
        ),
        lines(
            *(
                f"{e.at:%Y-%m-%d}  {e.kind.value}: {e.text} [{e.source}]"
                for e in found.collaboration.events
            )
        ),
        lines(f"Government: {found.advice.text}"),
    )
