"""One way to make a page: a template, who looks, and what is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from commonweal.app.table import csv_of, xlsx_of
from commonweal.diagnose.words import cited, words
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotAllowed, NotFound
from commonweal.model.may import NODE, check
from commonweal.web.file import download
from commonweal.web.said import SAID
from commonweal.web.table import Sheet, asked
from commonweal.web.visitor import Visitor
from commonweal.winwin.chance import percent

STATIC = Path(__file__).parent / "static"
LANGUAGE = "en"
STEPS = (
    ("diagnose", "Diagnose", "What kind of partnership is this?"),
    ("winwin", "Win-win", "Which package leaves everyone better off?"),
    ("align", "Align", "What stands between promise and benefit?"),
    ("agree", "Agree", "What may be done with which data?"),
    ("share", "Share", "Is this request allowed, right now?"),
    ("use", "Use", "What may be released?"),
    ("returns", "Returns", "Did each party get what it was promised?"),
    ("account", "Account", "What happened, provably?"),
)
"""The journey: path, name, question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a page: a collaboration and a step, if it has them."""

    collaboration: Collaboration | None = None
    step: str = ""


def render(
    request: Request,
    template: str,
    *,
    visitor: Visitor | None,
    where: Where | None = None,
    sheets: tuple[Sheet, ...] = (),
    status: int = 200,
    **shown: Any,  # noqa: ANN401  # whatever a template shows
) -> Response:
    """A page; or one of its sheets as a file, where the address asks `?table=NAME&as=csv`."""
    if sheets and (wanted := request.query_params.get("table", "")):
        return _file(sheets, wanted, request.query_params.get("as", "csv"))
    told = {sheet.name.replace("-", "_"): asked(sheet, request) for sheet in sheets}
    page = (
        _environment()
        .get_template(template)
        .render(
            visitor=visitor,
            where=where or Where(),
            barred=_barred(visitor, where or Where()),
            steps=STEPS,
            said=SAID.get(request.query_params.get("said", ""), ""),
            here=request.url.path,
            query=request.query_params,
            sheets=told,
            **shown,
        )
    )
    return HTMLResponse(page, status_code=status)


def gone_to(path: str, said: str = "") -> RedirectResponse:
    """After a form was taken: on to a page of ours, which says that it was done."""
    return RedirectResponse(f"{path}?said={said}" if said else path, status_code=303)


def _barred(visitor: Visitor | None, where: Where) -> Callable[[str], str]:
    """What to say of an act that the visitor may not do here; nothing of one that they may."""

    def told(does: str) -> str:
        if not does or not visitor:
            return ""
        held = where.collaboration.roles(visitor.party.id) if where.collaboration else NODE
        try:
            check(visitor.actor, does, held)
        except NotAllowed as gap:
            return f"{gap.detail} {gap.hint}"
        return ""

    return told


def static(name: str) -> str:
    """The address of a file of ours; it changes with the file."""
    return f"/static/{_digest(name)}/{name}"


@cache
def _digest(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _file(sheets: tuple[Sheet, ...], wanted: str, form: str) -> Response:
    for sheet in sheets:
        if sheet.name == wanted and form in _FILES:
            return download(_FILES[form](sheet.output()), f"{sheet.name}.{form}")
    raise NotFound(kind="table", id=wanted)


_FILES = {"csv": csv_of, "xlsx": xlsx_of}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("commonweal.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by i18n
    made.filters.update(number=_number, day=_day, instant=_instant, icon=_icon)
    made.filters.update(words=words, cited=cited, percent=percent)
    made.globals.update(static=static)
    made.tests.update(_KINDS)
    return made


_KINDS: Mapping[str, Any] = {
    "instant": lambda value: isinstance(value, datetime),
    "day": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "kind": lambda value, name: type(value).__name__ == name,
}


def _number(value: float | None, most: int = 2) -> str:
    if value is None:
        return ""
    told = str(format_decimal(value, format="#,##0." + "#" * most, locale=LANGUAGE))
    return told.replace("-", "−")


def _day(value: date) -> str:
    return str(format_date(value, format="d MMM y", locale=LANGUAGE))


def _instant(value: datetime) -> str:
    return f"{format_datetime(value, format='d MMM y, HH:mm', locale=LANGUAGE)} UTC"


@cache
def _icon(name: str) -> Markup:
    return Markup((STATIC / "icons" / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S704
