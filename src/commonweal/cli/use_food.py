"""`weal use food`: the owner's workbench on its own lots."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from commonweal.app.workbench import food as workbench
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("The owner's workbench on its own lots; nothing here is a release.")

PathArg = Annotated[
    Path, typer.Argument(help="Folder with EPCIS events, facilities.json and products.json.")
]
COLUMNS = ("kind", "where", "lot", "when (UTC)", "kg", "share")


@command(app, "trace")
def trace(
    session: Session,
    path: PathArg,
    lot: Annotated[str, typer.Argument(help="Id of a lot or container, or how its id ends.")],
    ahead: Annotated[
        bool, typer.Option("--forward", help="Whom it reached, instead of where it came from.")
    ] = False,
) -> Answer:
    """Where a lot came from, with exact shares; or, with --forward, whom a recall must call.

    Example: weal use food trace season/ H0704
    """
    del session
    found = workbench.traced_forward(path, lot) if ahead else workbench.traced_back(path, lot)
    return Answer(value=found, show=_trace(found, ahead=ahead))


@command(app, "local")
def local(
    session: Session,
    path: PathArg,
    lot: Annotated[
        str, typer.Argument(help="Id of a lot, or how it ends; all delivered lots if none.")
    ] = "",
    on: Annotated[str, typer.Option(help="Day of the claim: the rules of that day apply.")] = "",
    buyer: Annotated[str, typer.Option(help="Id of the facility that buys.")] = "",
    rules: Annotated[str, typer.Option(help="Ids of rules, with commas; all if none.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write CSV and JSON to this folder.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data is invented.")] = False,
) -> Answer:
    """Is it local? All rules side by side: yes, no or unknown, with the fact that decides.

    Example: weal use food local season/ H0704 --on 2025-07-31
    """
    del session
    given = {"claimed_on": on, "buyer": buyer, "rules": rules}
    settings = {name: value for name, value in given.items() if value}
    told = workbench.local(path, settings=settings, lot=lot, synthetic=synthetic, out=out)
    rows = [_verdict(row) for row in told["verdicts"]]
    return Answer(
        value=told,
        show=several(
            lines(f"NOT RELEASED. {_label(told['facts'])}A verdict is no certificate.", UNQUOTED),
            table("Under each rule", VERDICTS, rows, "No lot was delivered to a buyer."),
            lines(*(f"  {label}: {id}" for label, id in told["lots"].items())),
            lines(*(f"  wrote {each}" for each in told["files"])),
        ),
    )


UNQUOTED = "No rule quotes its source yet: read the source before you rely on it."
VERDICTS = ("lot", "rule", "verdict", "at least", "attributed", "at most", "what decides")


def _label(told: Mapping[str, object]) -> str:
    return "SYNTHETIC. " if told.get("label") else ""


def _verdict(row: Mapping[str, object]) -> Sequence[object]:
    why = f"{row['deciding_fact']}" + (f" Missing: {row['missing']}." if row["missing"] else "")
    shares = (row["share_min"], row["share_attributed"], row["share_max"])
    return (row["lot"], f"{row['rule']} ({row['version']})", row["verdict"], *shares, why)


def _trace(found: Mapping[str, Any], *, ahead: bool) -> Show:
    parts = (
        (("sites", "It was sent to"), ("lots", "It is in")) if ahead else (("steps", "Its way"),)
    )
    return several(
        lines(f"NOT RELEASED. {_label(found)}{found['lot']}"),
        *(table(title, COLUMNS, _rows(found[name]), "Nothing.") for name, title in parts),
        lines(*(f"  ! {each['kind']}: {each['what']} {each['at']}" for each in found["alarms"])),
        lines(*(f"  refused {each['file']}: {each['problem']}" for each in found["refused"])),
    )


def _rows(steps: Sequence[Mapping[str, Any]]) -> list[Sequence[object]]:
    return [
        (
            each.get("kind", ""),
            each["name"] or each["site"],
            each["lot"],
            each["at"],
            each["kg"],
            each.get("share", ""),
        )
        for each in steps
    ]
