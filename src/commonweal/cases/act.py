"""What is done in a story, in words: `do` says what. A story is a list of these.

Parties, tracks, datasets, agreements, returns, grants and releases are called by their keys in
the case; grants and releases get theirs where the story makes them (`name`).
"""

import re
from datetime import date, datetime
from enum import StrEnum

import msgspec

from commonweal.cases.told import Told
from commonweal.model.agreement import Mode
from commonweal.model.collaboration import EventKind
from commonweal.model.track import TrackState
from commonweal.model.winwin import ApprovalState


class Outcome(StrEnum):
    """What a request comes to: granted, nothing told, or refused by what."""

    GRANTED = "granted"
    NOTHING = "nothing"
    """The same answer as for something that is not there."""
    STATE = "state"
    """The state of the agreement decided; the words below are terms of a clause."""
    PURPOSE = "purpose"
    MODE = "mode"
    COUNT = "count"
    RECIPIENT = "recipient"


def _words(name: str) -> str:
    """The name of a class as words: `SetTracks` is called `set tracks`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


class _Act(Told, frozen=True, kw_only=True, tag_field="do", tag=_words):
    """What can be done."""


class Wait(_Act, frozen=True, kw_only=True):
    """Time passes."""

    until: datetime


class Say(_Act, frozen=True, kw_only=True):
    """A sentence of the paper in our words, or of ours; `source` says which."""

    text: str
    source: str


class Note(_Act, frozen=True, kw_only=True):
    """Something happens to the partnership, and is noted."""

    at: datetime
    kind: EventKind
    text: str
    source: str
    askers: tuple[str, ...] = ()
    """Names, as people say them: most who ask are no party of the case."""
    asked: str = ""
    """Key of the party that is asked."""
    public: bool = False


class Survey(_Act, frozen=True, kw_only=True):
    """What stands around the partnership is stated."""

    by: str


class Diagnose(_Act, frozen=True, kw_only=True):
    """The assessment of the case is entered."""


class Advise(_Act, frozen=True, kw_only=True):
    """What the framework says of government here."""


class Solve(_Act, frozen=True, kw_only=True):
    """The offers of the case are put on the table, and a package is sought."""

    by: str
    day: date | None = None
    """The day of the figures, where they are not those of the case yet."""
    figures: dict[str, tuple[float, float, float]] = msgspec.field(default_factory=dict)
    """Low, likely and high of figures that stood otherwise then, by their paths."""
    text: str = ""
    """When or of what it is told, in words."""


class WhatIf(_Act, frozen=True, kw_only=True):
    """What could be had without these services in return and these tracks."""

    by: str
    services: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    text: str
    """What falls away, in words."""


class Need(_Act, frozen=True, kw_only=True):
    """The least that a party would have to be paid for taking part."""

    by: str
    party: str


class Review(_Act, frozen=True, kw_only=True):
    """Parties say how far their business cases are inside."""

    by: tuple[str, ...]
    state: ApprovalState
    role: str
    """Who decided so inside, by role."""


class Ready(_Act, frozen=True, kw_only=True):
    """What a service in return waits for still."""

    by: str
    service: str


class SetTracks(_Act, frozen=True, kw_only=True):
    """Tracks are brought to a state."""

    by: str
    tracks: tuple[str, ...]
    state: TrackState
    blocker: str = ""
    evidence: str = ""
    """What shows that it is so."""


class Attach(_Act, frozen=True, kw_only=True):
    """Holders attach their files."""

    datasets: tuple[str, ...]


class Draft(_Act, frozen=True, kw_only=True):
    """An agreement is drafted, with what is promised in return."""

    agreement: str


class Sign(_Act, frozen=True, kw_only=True):
    """Parties sign an agreement."""

    agreement: str
    by: tuple[str, ...]


class Read(_Act, frozen=True, kw_only=True):
    """An agreement is read out."""

    agreement: str
    by: str


class Ask(_Act, frozen=True, kw_only=True):
    """A party asks the gate for a dataset."""

    by: str
    dataset: str
    purpose: str
    mode: Mode
    expect: Outcome
    name: str = ""
    """What the grant is called from here."""
    text: str = ""
    """How the request is told, if not by its purpose."""


class Deliver(_Act, frozen=True, kw_only=True):
    """The files of a grant are handed over."""

    grant: str


class Run(_Act, frozen=True, kw_only=True):
    """The lane runs on what a grant opens."""

    grant: str
    name: str
    """What the release is called from here."""
    settings: dict[str, str]


class Show(_Act, frozen=True, kw_only=True):
    """What left, and what stayed."""

    release: str


class Tally(_Act, frozen=True, kw_only=True):
    """How often each word stands in a column of a release's table."""

    release: str
    file: str
    column: str
    text: str


class Quote(_Act, frozen=True, kw_only=True):
    """The first rows of a release's table, in some of its columns."""

    release: str
    file: str
    columns: tuple[str, ...]
    most: int


class Compare(_Act, frozen=True, kw_only=True):
    """A file of two releases is compared; `{same}` in the text says how they are."""

    releases: tuple[str, str]
    file: str
    text: str


class Decide(_Act, frozen=True, kw_only=True):
    """A party decides something, informed by a release."""

    by: str
    release: str
    text: str
    source: str


class Record(_Act, frozen=True, kw_only=True):
    """Givers record that what they promised was delivered."""

    returns: tuple[str, ...]
    release: str
    """What it rests on."""
    shown: bool = False
    """True if the release shows how much it was; else it was what was promised."""


class Confirm(_Act, frozen=True, kw_only=True):
    """Recipients confirm that returns came."""

    returns: tuple[str, ...]


class Owed(_Act, frozen=True, kw_only=True):
    """How far the returns are."""

    returns: tuple[str, ...]


class TooEarly(_Act, frozen=True, kw_only=True):
    """Something is tried before what must come first, and is refused."""

    act: SetTracks | Record


class Lapse(_Act, frozen=True, kw_only=True):
    """The term of an agreement has ended."""

    agreement: str


class End(_Act, frozen=True, kw_only=True):
    """The project ends."""

    by: str


class Account(_Act, frozen=True, kw_only=True):
    """What came of it, and whether every log fits."""

    by: str


Act = (
    Wait
    | Say
    | Note
    | Survey
    | Diagnose
    | Advise
    | Solve
    | WhatIf
    | Need
    | Review
    | Ready
    | SetTracks
    | Attach
    | Draft
    | Sign
    | Read
    | Ask
    | Deliver
    | Run
    | Show
    | Tally
    | Quote
    | Compare
    | Decide
    | Record
    | Confirm
    | Owed
    | TooEarly
    | Lapse
    | End
    | Account
)
