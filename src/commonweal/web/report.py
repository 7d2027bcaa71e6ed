"""Reports as files: the diagnosis, packages compared, the plan of alignment."""

from pathlib import Path

from fastapi import APIRouter, Response

from commonweal.app.align import plan
from commonweal.app.diagnose import report
from commonweal.app.winwin import packages
from commonweal.model.errors import NotFound
from commonweal.model.ids import CollaborationId
from commonweal.web.file import download, written
from commonweal.web.place import Id
from commonweal.web.session import Visiting

router = APIRouter()

FORMS = ("html", "pdf", "xlsx", "md")
"""What a report can be taken away as."""


@router.get("/c/{id}/diagnose/report.{form}")
def file(visit: Visiting, id: Id, form: str) -> Response:
    """The report; its ending says the form."""
    name = _name("diagnosis", form)

    def write(out: Path) -> None:
        report.report_file(visit.actor, visit.node, CollaborationId(id), out=out)

    return written(write, name)


@router.get("/c/{id}/winwin/packages.{form}")
def compared(visit: Visiting, id: Id, form: str) -> Response:
    """Packages beside each other; its ending says the form."""
    name = _name("packages", form)
    found = packages.file(visit.actor, visit.node, CollaborationId(id), name)
    return download(found, name)


@router.get("/c/{id}/align/plan.{form}")
def planned(visit: Visiting, id: Id, form: str) -> Response:
    """The plan of alignment; its ending says the form."""
    name = _name("alignment-plan", form)
    return download(plan.file(visit.actor, visit.node, CollaborationId(id), name), name)


def _name(of: str, form: str) -> str:
    """The name of a file. Raises NotFound for a form that there is not."""
    if form not in FORMS:
        raise NotFound(kind="file", id=f"{of}.{form}")
    return f"{of}.{form}"
