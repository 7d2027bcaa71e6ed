"""The diagnosis report as a file."""

from pathlib import Path

from fastapi import APIRouter, Response

from commonweal.app import report
from commonweal.model.errors import NotFound
from commonweal.model.ids import CollaborationId
from commonweal.web.file import written
from commonweal.web.place import Id
from commonweal.web.session import Visiting

router = APIRouter()

FORMS = ("html", "pdf", "xlsx", "md")
"""What a report can be taken away as."""


@router.get("/c/{id}/diagnose/report.{form}")
def file(visit: Visiting, id: Id, form: str) -> Response:
    """The report; its ending says the form."""
    if form not in FORMS:
        raise NotFound(kind="file", id=f"report.{form}")

    def write(out: Path) -> None:
        report.report_file(visit.actor, visit.node, CollaborationId(id), out=out)

    return written(write, f"diagnosis.{form}")
