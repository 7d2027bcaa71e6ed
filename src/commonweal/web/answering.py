"""The pages of a questionnaire, for whichever way its respondent came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from commonweal.app.diagnose.answering import Asked
from commonweal.diagnose.answers import (
    MOTIVE,
    ONESELF,
    QUESTIONS,
    REVIEW,
    Held,
    Why,
    by_question,
)
from commonweal.diagnose.findings import findings
from commonweal.diagnose.framework import framework
from commonweal.diagnose.label import LEAST_DIMENSIONS
from commonweal.diagnose.motive import motives
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.words import ENOUGH, RULES, called, platforms
from commonweal.model.assessment import Profile
from commonweal.web.answeringform import (
    hand_in_form,
    held_of,
    question_form,
    row_of,
    why_form,
    why_of,
    withdrawal_form,
)
from commonweal.web.form import Form
from commonweal.web.page import Where, render
from commonweal.web.place import Place
from commonweal.web.submit import answered, taken
from commonweal.web.visitor import Visitor

MINUTES = 10
"""What it takes at most: one sentence for each question, and three points of a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a respondent came to a questionnaire, and what is done with it on that way."""

    path: str
    """The address of its first page; the others stand below."""
    asked: Callable[[], Asked]
    keep: Callable[[Why | Held], Asked]
    hand_in: Callable[[], object]
    withdraw: Callable[[], None]
    result: Callable[[], Profile | None]
    """What all answers add up to, for who answered; None where the result has a page."""
    visitor: Visitor | None = None
    place: Place | None = None
    reading: Form | None = None
    """Where there is a result that the visitor may choose to read instead."""

    @property
    def by_link(self) -> bool:
        """True for the bearer of a link, who has no account."""
        return self.place is None


def start(request: Request, way: Way) -> Response:
    """Who asks, about what, for whom; or one's own answers, once they are handed in."""
    found = way.asked()
    if found.given is not None:
        return _answered(request, way, found, withdrawal_form(way.path))
    return _render(request, way, "answer.html", found)


def page(request: Request, way: Way, number: int) -> Response:
    """One page of it, as it was left."""
    _check_number(number, REVIEW)
    found = way.asked()
    if found.closed or found.given is not None:
        return start(request, way)
    return _page(request, way, number, _form(way, found, number))


async def save(request: Request, way: Way, number: int) -> Response:
    """Keep a page, and go on to the next; to the review, if that was the last one open."""
    _check_number(number, REVIEW - 1)
    form = _form(way, way.asked(), number)

    def kept(values: Mapping[str, Any]) -> tuple[str, str]:
        found = way.keep(why_of(values) if number == MOTIVE else held_of(values, number))
        done = found.answers.next_page == REVIEW
        return f"{way.path}/{REVIEW if done else number + 1}", ""

    return await taken(
        request, form, kept, lambda wrong, status: _page(request, way, number, wrong, status)
    )


async def hand_in(request: Request, way: Way) -> Response:
    """Hand in what was kept."""

    def done(values: Mapping[str, Any]) -> tuple[str, str]:
        del values
        way.hand_in()
        return way.path, "rated"

    return await taken(
        request,
        hand_in_form(way.path),
        done,
        lambda wrong, status: _page(request, way, REVIEW, wrong, status),
    )


async def withdraw(request: Request, way: Way) -> Response:
    """Take the answers back; the link of who came by one leads nowhere from then on.

    Raises Refused, NotFound where nothing was handed in.
    """
    if way.asked().given is None:
        way.withdraw()

    def gone(values: Mapping[str, Any]) -> Response:
        del values
        way.withdraw()
        return _render(request, way, "answergone.html", None)

    return await answered(
        request,
        withdrawal_form(way.path),
        gone,
        lambda wrong, status: _answered(request, way, way.asked(), wrong, status),
    )


def _check_number(number: int, last: int) -> None:
    if not MOTIVE <= number <= last:
        raise HTTPException(404)


def _form(way: Way, found: Asked, number: int) -> Form:
    if number == REVIEW:
        return hand_in_form(way.path)
    if number == MOTIVE:
        return why_form(way.path, found.answers)
    return question_form(way.path, number, found.answers)


def _page(request: Request, way: Way, number: int, form: Form, status: int = 200) -> Response:
    found = way.asked()
    if found.closed:
        return _render(request, way, "answer.html", found, status=status)
    template = {MOTIVE: "answerwhy.html", REVIEW: "answerreview.html"}
    more: dict[str, Any] = {"number": number, "form": form, "rated": RATED, "motives": motives()}
    if number in QUESTIONS:
        row = row_of(number)
        more |= {
            "row": row,
            "fields": {each.name: each for each in form.fields},
            "examples": [(case, case.finding(row.id)) for case in findings().cases],
        }
    name = template.get(number, "answerquestion.html")
    return _render(request, way, name, found, status=status, **more)


def _answered(request: Request, way: Way, found: Asked, form: Form, status: int = 200) -> Response:
    profile = way.result()
    return _render(
        request,
        way,
        "answered.html",
        found,
        status=status,
        form=form,
        rated=RATED,
        motives=motives(),
        by_question=by_question(found.given) if found.given else {},
        profile=profile,
        called=called,
        rules=RULES,
    )


def _render(
    request: Request,
    way: Way,
    template: str,
    found: Asked | None,
    **shown: Any,  # noqa: ANN401  # whatever a template shows
) -> Response:
    return render(
        request,
        template,
        visitor=way.visitor,
        where=way.place.where if way.place else Where(),
        place=way.place,
        way=way,
        asked=found,
        platforms=platforms(),
        framework=framework(),
        questions=QUESTIONS,
        review=REVIEW,
        oneself=ONESELF,
        minutes=MINUTES,
        enough=ENOUGH,
        least=LEAST_DIMENSIONS,
        **shown,
    )
