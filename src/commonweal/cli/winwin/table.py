"""`weal winwin import` and `export`: what lies on the table."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from commonweal.adapters.plain import mapping
from commonweal.app import collaboration
from commonweal.app.winwin import offers
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId
from commonweal.model.winwin import Offers
from commonweal.winwin.table.star import POINTS
from commonweal.winwin.table.star import mapping as mapping_of

ENDINGS = (".json", ".yaml", ".yml")


@command(app, "import")
def import_(
    session: Session,
    file: Annotated[Path, typer.Argument(help="Offers: YAML or JSON.")],
    name: Annotated[str, typer.Option("--collaboration", help="Id or title.")],
) -> Answer:
    """Put offers on the table, in the place of what lay there; parties it lists are made.

    Example: weal winwin import offers.yaml --collaboration "Flood maps"
    """
    document, id = mapping(file), session.collaboration_id(name)
    before = _members(session, id)
    made = offers.table(session.actor, session.node, id, document=document)
    new = [session.name(each) for each in _members(session, id) if each not in before]
    return Answer(
        value=made,
        show=several(
            lines(
                f"On the table: {_counted(made)}{_unit(made, document)}.",
                *([f"Made and joined: {', '.join(new)}."] if new else []),
                f'Next: weal winwin solve "{name}"',
            ),
            *([_stars(made)] if made.star else []),
        ),
    )


def _counted(made: Offers) -> str:
    return (
        f"data elements {len(made.elements)}, uses {len(made.uses)}, services in return "
        f"{len(made.services)}, tracks {len(made.tracks)}"
    )


def _stars(made: Offers) -> Show:
    """What stars and words count as on this table."""
    title = f"Stars and words, in {made.unit}"
    return table(title, ("stars", "word", "low", "likely", "high"), mapping_of(made.star), "")


@command(app, "export")
def export(
    session: Session,
    name: Name,
    file: Annotated[Path | None, typer.Argument(help="New file: .yaml or .json.")] = None,
) -> Answer:
    """Write the offers on the table as a document that `import` reads again.

    Example: weal winwin export "Flood maps" offers.yaml
    """
    id = session.collaboration_id(name)
    if file is None:
        text = offers.file(session.actor, session.node, id).decode()
        found = offers.document(session.actor, session.node, id)
        return Answer(value=found, show=_verbatim(text.rstrip("\n")))
    content = _written(session, id, file.suffix.lower())
    session.write_bytes(file, content)
    return Answer(
        value={"file": str(file), "bytes": len(content)}, show=lines(f"{file} is written.")
    )


def _verbatim(text: str) -> Show:
    """As it stands, however wide, so that it can be read again."""

    def show(console: Console) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    return show


def _written(session: Session, id: CollaborationId, ending: str) -> bytes:
    if ending not in ENDINGS:
        raise Invalid(
            detail=f"The file would end in {ending!r}.", hint=f"Use {', '.join(ENDINGS)}."
        )
    if ending != ".json":
        return offers.file(session.actor, session.node, id)
    found = offers.document(session.actor, session.node, id)
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _members(session: Session, id: CollaborationId) -> list[str]:
    found = collaboration.show(session.actor, session.node, id)
    return [each.party for each in found.members]


def _unit(made: Offers, document: dict[str, object]) -> str:
    unit = made.unit
    taken = "" if "unit" in document or unit != POINTS else ": no figure says a unit"
    return f", in {unit}{taken}"
