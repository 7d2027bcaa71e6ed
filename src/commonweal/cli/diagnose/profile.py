"""`weal diagnose rate` and `show`: ratings in, the diagnosis out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from commonweal.adapters.plain import mapping
from commonweal.adapters.sheets import read_rows
from commonweal.adapters.sheets.reading import ENDINGS
from commonweal.app.diagnose import diagnosis
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.diagnose.group import app
from commonweal.cli.session import Session
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.grid import CELLS
from commonweal.diagnose.label import name_of
from commonweal.diagnose.row import shown
from commonweal.diagnose.summary import Summary, summary
from commonweal.diagnose.words import (
    agreed,
    called,
    held_up,
    kept,
    percent,
    run_called,
    seen,
    shared,
    short_platforms,
    turned,
    words,
)
from commonweal.model.assessment import Label, PlatformType
from commonweal.model.errors import Invalid, UnknownTerm

_MOST_TURNS = 12
"""Changes that are told one by one; all are in the JSON."""
_EVIDENCE = ("kind", "text", "period", "source")
_RATINGS = "ratings"
"""The one key of a YAML or JSON file."""

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
    made = diagnosis.rate(
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
    """Show where it deviates, what it is called and why, what comes next, what government does.

    Example: weal diagnose show "Flood maps"
    """
    found = diagnosis.show(session.actor, session.node, session.collaboration_id(name))
    told = summary(found)
    return Answer(value=told, show=_shown(found, told))


def _rows(file: Path) -> list[object]:
    if file.suffix.lower() in ENDINGS:
        sheet = read_rows(file, columns=("dimension", "platform", "value"), optional=_EVIDENCE)
        return [row.cells for row in sheet.rows]
    whole = mapping(file)
    for key in whole:
        if key != _RATINGS:
            raise UnknownTerm(field=f"{file.name}: a key", got=shown(key), known=(_RATINGS,))
    told = whole.get(_RATINGS)
    if not isinstance(told, list):
        raise Invalid(
            detail=f"{file.name} has no list `ratings`.",
            hint="Write ratings: [{dimension: ..., platform: ..., value: 0 to 3}].",
        )
    return told


def _shown(found: Diagnosis, told: Summary) -> Show:
    profile = found.profile
    return several(
        lines(f"{told.title}: {called(profile)}", *((f"{told.note}.",) if told.note else ())),
        _deviations(told),
        lines(
            f"Rule: {told.rule}",
            f"Shares: {shared(told.shares)}; fits none: {percent(told.not_covered)}",
            f"Coverage: {percent(told.coverage)} of {CELLS} cells are answered.",
            *_bounds(told),
            f"Agreement: {agreed(profile)}",
            f"Stability: {kept(profile)}",
            *(
                ()
                if found.process.events
                else ("No process is reported: no steps, only motives (S4.2).",)
            ),
        ),
        _parties(told),
        _dissent(told),
        *((_sides(told),) if told.camps else ()),
        _would_change(told),
        table(
            "Mechanisms",
            ("mechanism", "state", "why", "rule and source"),
            [(m.label, m.state, m.why, _cited(m.rule, m.source)) for m in told.mechanisms],
            "No mechanism of the framework is known.",
        ),
        table(
            "Next",
            ("step", "what", "rule and source"),
            [(each.step, each.text, _cited(each.rule, each.source)) for each in told.next],
            "No rule calls for a step now.",
        ),
        table(
            "Gates",
            ("gate", "open", "why", "source"),
            [(g.text, "yes" if g.open else "no", g.why, g.source) for g in told.gates],
            "No gate stands on the way.",
        ),
        _government(found, told),
    )


def _deviations(told: Summary) -> Show:
    return table(
        "Deviations",
        ("dimension", "degree", "basis", "why", "the other basis"),
        [
            (words(each.dimension), each.degree, each.basis, each.why, each.other)
            for each in told.deviations
        ],
        "No dimension deviates." if told.largest else "There is no one type to deviate from.",
    )


def _parties(told: Summary) -> Show:
    rows = [
        (
            name,
            run_called(name_of(Label(own.label), _type(own.largest))),
            "differs" if name in told.differ else "",
            *(round(share, 2) for share in own.shares.ordered()),
            own.respondents,
            ", ".join(words(code) for code in own.motives),
        )
        for name, own in told.by_party.items()
    ]
    return table(
        "Parties apart",
        ("party", "called", "", *short_platforms().values(), "people", "motives"),
        rows,
        "No party has rated.",
    )


def _dissent(told: Summary) -> Show:
    """Everyone who stands apart, a line each."""
    tops: dict[tuple[str, str], list[str]] = {}
    for each in told.dissent:
        of = tops.setdefault((each.respondent, each.party), [])
        of.extend([words(each.platform)] if each.dimension is None else [])
    stands = Counter((each.respondent, each.party) for each in told.dissent if each.dimension)
    rows = [(*who, " and ".join(top) or "as the whole", stands[who]) for who, top in tops.items()]
    columns = ("who", "for", "sees on top", "ratings two or more from the median")
    return table("Who stands apart", columns, rows, "Nobody stands apart from the others.")


def _sides(told: Summary) -> Show:
    """Each side of a disagreement by itself."""
    return table(
        "Sides",
        ("sees on top", "people", *short_platforms().values(), "who"),
        [
            (
                seen([PlatformType(top) for top in each.tops]),
                len(each.respondents),
                *(round(share, 2) for share in each.shares.ordered()),
                "; ".join(each.respondents[:_MOST_TURNS]),
            )
            for each in told.camps
        ],
        "All who rated see the same on top.",
    )


def _would_change(told: Summary) -> Show:
    found = told.would_change
    return lines(
        "What would change the answer:",
        *(f"  {margin.text}" for margin in found.distance),
        *(f"  {turned(each)}" for each in found.turns[:_MOST_TURNS]),
        *(f"  {held_up(each)}" for each in found.tried),
    )


def _government(found: Diagnosis, told: Summary) -> Show:
    incentive = told.incentive
    return several(
        lines("", f"Government: {found.government.text}"),
        table(
            "Roles of government",
            ("role", "what", "held here", "rule and source"),
            [
                (words(g.role), g.text, "yes" if g.held else "no", _cited(g.rule, g.source))
                for g in told.government
            ],
            "No role is recommended.",
        ),
        lines(
            *((f"Incentive: {incentive.text} [{incentive.source}]",) if incentive else ()),
            *(f"Warning: {each.text} [{each.source}]" for each in told.warnings),
            *((told.voluntary.text,) if told.voluntary.signs else ()),
        ),
        *(
            table(
                "Policies from elsewhere, not the paper's",
                ("policy", "source", "dated", "note"),
                [(o.text, o.source, o.dated.isoformat(), o.note) for o in told.csr_options],
                "None is offered.",
            )
            for _ in told.csr_options[:1]
        ),
    )


def _bounds(told: Summary) -> Iterator[str]:
    """How far the shares could move, where not all is answered."""
    if told.coverage < 1:
        ranges = (
            f"{run_called(name)} {low:.2f} to {high:.2f}"
            for name, (low, high) in told.bounds.items()
        )
        yield f"If what is unanswered spoke against a platform, or for it: {', '.join(ranges)}."


def _type(platform: str | None) -> PlatformType | None:
    return PlatformType(platform) if platform else None


def _cited(rule: str, source: str) -> str:
    return ", ".join(each for each in (rule, source) if each)
