"""`weal use`: step 6, by its two doors: governed (`run`) and the owner's workbench."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import use, workbench
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.pairs import pairs
from commonweal.cli.session import Session
from commonweal.model.ids import GrantId, ReleaseId

app = group("Step 6: what does the shared data tell that may be released.")
mobility = group("The owner's workbench on its own call records; nothing here is a release.")
app.add_typer(mobility, name="mobility")

Set = Annotated[list[str] | None, typer.Option("--set", help="A setting: KEY=VALUE; repeatable.")]
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
    return Answer(
        value=made,
        show=lines(
            f"{made.id}: {made.published} figures published, {hidden} withheld; "
            f"none counts fewer than {made.threshold} people.{label}",
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


@command(mobility, "flows")
def flows(
    session: Session,
    path: Annotated[Path, typer.Argument(help="Folder with events, cells and areas.")],
    settings: Set = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Map a name: lane's=yours; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write CSV and GeoJSON to this folder.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data is invented.")] = False,
) -> Answer:
    """Flows above normal on your own files; every output is stamped "not released".

    Example: weal use mobility flows calls/ --set zone=Asia/Kathmandu --column subscriber=MSISDN
    --set baseline=2015-04-04..2015-04-24 --set focal=2015-04-26..2015-05-01 --out out/
    """
    found = workbench.flows(
        path,
        lane="mobility",
        settings=pairs(settings, option="--set"),
        columns=pairs(column, option="--column"),
        synthetic=synthetic,
        out=out,
    )
    hidden = sum(count for _, count in found.withheld)
    return Answer(
        value={
            "not_released": True,
            "threshold": found.smallest,
            "published": found.published,
            "withheld": dict(found.withheld),
            "facts": found.facts,
            "files": [str(each) for each in found.files],
        },
        show=lines(
            f"NOT RELEASED. {found.published} figures of {found.smallest} people or more, "
            f"{hidden} withheld.",
            *(f"  {name}: {value}" for name, value in found.facts.items()),
            *(f"  wrote {each}" for each in found.files),
        ),
    )
