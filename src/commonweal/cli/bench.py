"""`weal bench`: speed and memory, as ratios within one run."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.workbench import diagnose as diagnose_workbench
from commonweal.app.workbench import food as food_workbench
from commonweal.app.workbench import mobility as workbench
from commonweal.app.workbench import trade as trade_workbench
from commonweal.app.workbench import winwin as winwin_workbench
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("Measure speed and memory; ratios within one run, as machines are noisy.")


@command(app, "diagnose")
def diagnose(
    session: Session,
    respondents: Annotated[int, typer.Option(help="How many people.", min=2, max=1000)] = 50,
    draws: Annotated[int, typer.Option(help="How many draws.", min=1, max=100_000)] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the input.", min=0)] = 20150425,
) -> Answer:
    """Time the bootstrap of a profile beside adding up the same ratings once per draw.

    Example: weal bench diagnose --respondents 50 --draws 1000
    """
    del session
    found = diagnose_workbench.measured(respondents=respondents, draws=draws, seed=seed)
    return Answer(
        value=found, show=lines(*(f"{name:>12}  {value}" for name, value in found.items()))
    )


@command(app, "mobility")
def mobility(
    session: Session,
    subscribers: Annotated[int, typer.Option(help="How many people.", min=1000)] = 100_000,
    days: Annotated[int, typer.Option(help="How many days.", min=4, max=60)] = 14,
    seed: Annotated[int, typer.Option(help="Seed of the input.")] = 20150425,
    work: Annotated[Path | None, typer.Option(help="Folder for the input; kept if given.")] = None,
) -> Answer:
    """Time the flows beside a plain scan of the same columns.

    Example: weal bench mobility --subscribers 1000000 --days 14
    """
    del session
    found = workbench.measured(subscribers=subscribers, days=days, seed=seed, work=work)
    return Answer(
        value=found, show=lines(*(f"{name:>24}  {value}" for name, value in found.items()))
    )


@command(app, "trade")
def trade(
    session: Session,
    consignments: Annotated[int, typer.Option(help="How many declarations.", min=10)] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the input.", min=0)] = 20180115,
    work: Annotated[Path | None, typer.Option(help="Folder for the input; kept if given.")] = None,
) -> Answer:
    """Time the comparison beside plain parsing, and tell how right it is (precision / recall).

    Example: weal bench trade --consignments 1000
    """
    del session
    found = trade_workbench.measured(consignments=consignments, seed=seed, work=work)
    return Answer(
        value=found, show=lines(*(f"{name:>28}  {value}" for name, value in found.items()))
    )


@command(app, "food")
def food(
    session: Session,
    farms: Annotated[int, typer.Option(help="How many farms.", min=2, max=20_000)] = 100,
    days: Annotated[int, typer.Option(help="How many days.", min=6, max=366)] = 30,
    seed: Annotated[int, typer.Option(help="Seed of the input.", min=0)] = 2025,
    work: Annotated[Path | None, typer.Option(help="Folder for the input; kept if given.")] = None,
) -> Answer:
    """Time capture, trace and rules beside plain parsing, and compare shares with the truth.

    Example: weal bench food --farms 100 --days 30
    """
    del session
    found = food_workbench.measured(farms=farms, days=days, seed=seed, work=work)
    return Answer(
        value=found, show=lines(*(f"{name:>28}  {value}" for name, value in found.items()))
    )


@command(app, "winwin")
def winwin(
    session: Session,
    parties: Annotated[int, typer.Option(help="How many parties.", min=2, max=200)] = 20,
    elements: Annotated[int, typer.Option(help="How many data elements.", min=1, max=1000)] = 100,
    seed: Annotated[int, typer.Option(help="Seed of the offers.", min=0)] = 1,
    cases: Annotated[
        int, typer.Option(help="Small tables held against every package.", min=0, max=100_000)
    ] = 500,
) -> Answer:
    """Time package and frontier beside a linear relaxation, and hold small tables against truth.

    Example: weal bench winwin --parties 20 --elements 100 --seed 1
    """
    del session
    found = winwin_workbench.measured(parties=parties, elements=elements, seed=seed, cases=cases)
    return Answer(
        value=found, show=lines(*(f"{name:>28}  {value}" for name, value in found.items()))
    )
