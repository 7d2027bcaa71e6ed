"""`weal synth`: input files with known truth, labelled synthetic."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.workbench import food as food_workbench
from commonweal.app.workbench import mobility as workbench
from commonweal.app.workbench import trade as trade_workbench
from commonweal.app.workbench import winwin as winwin_workbench
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("Make input with known truth; it is labelled synthetic.")


@command(app, "mobility")
def mobility(
    session: Session,
    out: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    subscribers: Annotated[
        int, typer.Option(help="How many people.", min=100, max=100_000_000)
    ] = 30_000,
    days: Annotated[
        int, typer.Option(help="Local days; the last six follow the quake.", min=8, max=3650)
    ] = 28,
    seed: Annotated[
        int, typer.Option(help="The same seed makes the same truth.", min=0)
    ] = 20150425,
) -> Answer:
    """Make call records around an earthquake, with the truth beside them.

    Example: weal synth mobility calls/ --subscribers 30000
    """
    del session
    made = workbench.synthetic(
        out,
        subscribers=subscribers,
        days=days,
        seed=seed,
    )
    return Answer(
        value=made,
        show=lines(
            f"SYNTHETIC call records of {subscribers:,} invented people lie in {out}.",
            "truth.csv holds what really happened to them.",
        ),
    )


@command(app, "trade")
def trade(
    session: Session,
    out: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    consignments: Annotated[
        int, typer.Option(help="How many declarations.", min=1, max=1_000_000)
    ] = 100,
    seed: Annotated[
        int, typer.Option(help="The same seed makes the same truth.", min=0)
    ] = 20180115,
) -> Answer:
    """Make flower papers from East Africa, some with errors, with the truth beside them.

    Example: weal synth trade trade/ --consignments 100
    """
    del session
    made = trade_workbench.synthetic(out, consignments=consignments, seed=seed)
    return Answer(
        value=made,
        show=lines(
            f"SYNTHETIC papers of {consignments:,} invented consignments lie in {out / 'papers'}.",
            f"truth.json holds what is right, and the {made['findings']} errors that were made.",
        ),
    )


@command(app, "food")
def food(
    session: Session,
    out: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    farms: Annotated[int, typer.Option(help="How many farms.", min=1, max=20_000)] = 12,
    hubs: Annotated[int, typer.Option(help="How many food hubs.", min=1, max=1000)] = 2,
    buyers: Annotated[int, typer.Option(help="How many institutions.", min=1, max=10_000)] = 4,
    days: Annotated[int, typer.Option(help="How many days.", min=1, max=366)] = 14,
    seed: Annotated[int, typer.Option(help="The same seed makes the same truth.", min=0)] = 2025,
) -> Answer:
    """Make a season of food lots as EPCIS 2.0 events, with the truth beside them.

    Example: weal synth food season/ --farms 12 --days 14
    """
    del session
    made = food_workbench.synthetic(
        out, farms=farms, hubs=hubs, buyers=buyers, days=days, seed=seed
    )
    return Answer(
        value=made,
        show=lines(
            f"SYNTHETIC: {made['events']:,} events of {farms:,} invented farms lie in {out}.",
            "truth.json holds what every delivery is truly made of.",
        ),
    )


@command(app, "winwin")
def winwin(
    session: Session,
    out: Annotated[Path, typer.Argument(help="A new file, .json or .yaml.")],
    parties: Annotated[int, typer.Option(help="How many parties.", min=2, max=200)] = 20,
    elements: Annotated[int, typer.Option(help="How many data elements.", min=1, max=1000)] = 100,
    seed: Annotated[int, typer.Option(help="The same seed makes the same offers.", min=0)] = 1,
) -> Answer:
    """Make a table of offers for `weal winwin import`: parties, data, uses, returns, tracks.

    Example: weal synth winwin offers.json --parties 20 --elements 100
    """
    made = winwin_workbench.document(parties=parties, elements=elements, seed=seed)
    session.write(out, winwin_workbench.text(made, out.name))
    counts = {name: len(each) for name, each in made.items() if isinstance(each, list)}
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return Answer(value=counts, show=lines(f"SYNTHETIC offers lie in {out}: {told}."))
