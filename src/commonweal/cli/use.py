"""`weal use`: step 6, by its two doors: governed (`run`) and the owner's workbench."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import use
from commonweal.cli import use_food as food
from commonweal.cli import use_mobility as mobility
from commonweal.cli import use_trade as trade
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.pairs import pairs
from commonweal.cli.session import Session
from commonweal.model.ids import GrantId, ReleaseId

app = group("Step 6: what does the shared data tell that may be released.")
app.add_typer(mobility.app, name="mobility")
app.add_typer(trade.app, name="trade")
app.add_typer(food.app, name="food")

Set = Annotated[list[str] | None, typer.Option("--set", help="A setting: KEY=VALUE; repeatable.")]
_NOBODY = "they count nobody"
ReleaseArg = Annotated[str, typer.Argument(help="Id of the release.")]


@command(app, "run")
def run(
    session: Session,
    lane: Annotated[str, typer.Argument(help="The lane, such as mobility.")],
    grant: Annotated[str, typer.Option(help="Id of the grant that opens the data.")],
    settings: Set = None,
    out: Annotated[Path | None, typer.Option(help="Copy the release's files here.")] = None,
) -> Answer:
    """Run a lane behind the gate; what passes disclosure becomes a release.

    Example: weal use run mobility --grant gra_... --set zone=Asia/Kathmandu
    --set baseline=2015-04-04..2015-04-24 --set focal=2015-04-26..2015-05-01
    """
    job = use.run(
        session.actor,
        session.node,
        GrantId(grant),
        lane=lane,
        settings=pairs(settings, option="--set"),
        out=out,
    )
    made = use.show(session.actor, session.node, ReleaseId(session.finished(job)))
    if out:
        use.take(session.actor, session.node, made.id, out=out)
    hidden = sum(count for _, count in made.withheld)
    label = " Label: synthetic." if made.synthetic else ""
    counted = f"none counts fewer than {made.threshold} people" if made.threshold else _NOBODY
    return Answer(
        value=made,
        show=lines(
            f"{made.id}: {made.published} figures published, {hidden} withheld; {counted}.{label}",
            *(f"Comes back: {r.amount:,.6g} {r.unit}, {r.text}." for r in made.returned),
            f"Its files lie in {out}." if out else f"Next: weal use take {made.id} --out DIR",
        ),
    )


@command(app, "releases")
def releases(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
) -> Answer:
    """List the releases that came to you.

    Example: weal use releases "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = use.inbox(session.actor, session.node, id)
    rows = [(r.id, f"{r.at:%Y-%m-%d}", r.lane, r.published, len(r.decisions)) for r in found]
    return Answer(
        value=found,
        show=table(
            "Releases",
            ("id", "made", "lane", "figures", "decisions informed"),
            rows,
            "No release came to you yet.",
        ),
    )


@command(app, "take")
def take(
    session: Session,
    release: ReleaseArg,
    out: Annotated[Path, typer.Option(help="A new or empty folder.")],
) -> Answer:
    """Copy a release's files, each checked against its hash.

    Example: weal use take rel_... --out flows
    """
    made = use.take(session.actor, session.node, ReleaseId(release), out=out)
    return Answer(value=made, show=lines(f"Its files lie in {out}."))


@command(app, "decide")
def decide(
    session: Session,
    release: ReleaseArg,
    text: Annotated[str, typer.Argument(help="What was decided.")],
) -> Answer:
    """Record which decision a release informed.

    Example: weal use decide rel_... "Two supply points move"
    """
    made = use.decide(session.actor, session.node, ReleaseId(release), text=text)
    return Answer(value=made, show=lines(f"{len(made.decisions)} decisions rest on {made.id}."))
