"""The form for an event: what happened, and who asked whom."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from commonweal.app import collaboration
from commonweal.diagnose.event import ASKING, MOST_ASKERS
from commonweal.model.collaboration import EventKind
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place

_KINDS = tuple(Choice(value=each.value, text=each.value) for each in EventKind)


SOURCE = Field(
    name="source",
    label="Where is it known from?",
    help="A document, a meeting, a person: so that others can check.",
)


def event_form(here: Place, action: str) -> Form:
    """An empty form for an event, sent to `action`."""
    members = (Choice(value=each.id, text=each.name) for each in here.members)
    return Form(
        name="event",
        action=action,
        button="Note it",
        does="collaboration.note",
        fields=(
            Field(name="kind", label="What kind of event?", kind=Kind.ONE, choices=_KINDS),
            Field(name="text", label="What happened?", kind=Kind.TEXT),
            SOURCE,
            Field(
                name="day",
                label="On which day?",
                kind=Kind.DAY,
                needed=False,
                help="Empty: now. A day is kept as 12:00 UTC.",
            ),
            Field(
                name="askers",
                label="Who asks?",
                kind=Kind.TEXT,
                needed=False,
                help=f"One name a line, at most {MOST_ASKERS}; several who ask together are one "
                f"event. For {', '.join(ASKING)} alone.",
            ),
            Field(
                name="asked",
                label="Who is asked?",
                kind=Kind.ONE,
                needed=False,
                choices=(Choice(value="", text="Nobody in particular"), *members),
            ),
            Field(name="public", label="Others could see it", kind=Kind.CHECK, needed=False),
        ),
    )


def note(here: Place, values: Mapping[str, Any]) -> None:
    """Note the event that a form tells of."""
    day = values["day"]
    collaboration.note(
        here.visitor.actor,
        here.visitor.node,
        here.collaboration.id,
        kind=EventKind(values["kind"]),
        text=values["text"],
        source=values["source"],
        at=datetime.combine(day, time(12), UTC) if day else None,
        askers=tuple(filter(None, map(str.strip, values["askers"].split("\n")))),
        asked=values["asked"],
        public=values["public"],
    )
