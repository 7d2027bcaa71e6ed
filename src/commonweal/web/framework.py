"""The paper's framework for a reader: what it says, what its cases show, and what is ours."""

from collections.abc import Iterator

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis
from commonweal.diagnose.findings import CaseFindings, Finding, Findings
from commonweal.diagnose.framework import Framework
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.words import cited
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.page import render
from commonweal.web.session import Visiting
from commonweal.web.table import Cell, Sheet

router = APIRouter()


@router.get("/framework")
def show(visit: Visiting, request: Request) -> Response:
    """Platforms, questions, cases, mechanisms, government, rules and the concepts around them."""
    known = diagnosis.known(visit.actor, visit.node)
    studied = diagnosis.studied(visit.actor, visit.node)
    return render(
        request,
        "framework.html",
        visitor=visit,
        sheets=(_cells(known, studied), _findings(known, studied)),
        known=known,
        studied=studied,
        rated=RATED,
        symbols=SYMBOLS,
        tones=TONES,
    )


def _cells(known: Framework, studied: Findings) -> Sheet:
    drafts = (f"{case.name}, 0 to 3 (one coder's draft)" for case in studied.cases)
    return Sheet(
        name="framework",
        title="Eight questions, three platforms",
        columns=("question", "platform", "statement", "source", "in plain words (ours)", *drafts),
        rows=tuple(_cell_rows(known, studied)),
    )


def _cell_rows(known: Framework, studied: Findings) -> Iterator[tuple[Cell, ...]]:
    for row in known.dimensions:
        for platform, cell in row.poles.items():
            name = known.framework.platforms[platform].label
            rated = (_rated(studied, case, row.id, platform) for case in studied.cases)
            yield row.label, name, cell.text, cited(cell.src), cell.plain, *rated


def _rated(studied: Findings, case: CaseFindings, row: Dimension, platform: PlatformType) -> int:
    shown = studied.examples(row, platform)
    return next((each.value for each in shown if each.case.id == case.id), 0)


def _findings(known: Framework, studied: Findings) -> Sheet:
    rows = tuple(
        (case.name, known.row(each.id).label, *_found(each))
        for case in studied.cases
        for each in case.dimensions
    )
    columns = ("case", "question", "finding", "source", "fit (ours)", "why (ours)")
    return Sheet(name="findings", title="What the cases show", columns=columns, rows=rows)


def _found(each: Finding) -> tuple[Cell, ...]:
    why = "; ".join(f"{why.kind.value}: {why.text}" for why in each.why)
    return each.finding, cited(each.src), each.fit.value, why
