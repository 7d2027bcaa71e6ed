"""The port Jobs over one table: any number of processes may claim from it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, func, or_, select, true

from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.instant import instant, micros
from commonweal.adapters.records.tables import job as table
from commonweal.model.errors import Conflict, NotFound
from commonweal.model.ids import JobId
from commonweal.model.job import Job, JobState
from commonweal.model.ports import Clock, Ids

DEAD_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 3

_OPEN = (JobState.WAITING, JobState.RUNNING)
_STOPPED = (JobState.FAILED, JobState.CANCELLED)
_CANCELLED = "Cancelled before it was done."


class JobTable:
    """Jobs as rows, shared by every process of a home; each process makes its own JobTable.

    A worker whose heartbeat died loses its job to the next one that claims. Should it come back,
    its beats answer False and its `finish` is refused: the table remembers which attempt it holds.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Clock,
        ids: Ids,
        dead_after: timedelta = DEAD_AFTER,
        most_attempts: int = MOST_ATTEMPTS,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._ids = ids
        self._dead_after = dead_after
        self._most_attempts = most_attempts
        self._held: dict[JobId, int] = {}

    def start(
        self,
        kind: str,
        payload: Mapping[str, str],
        *,
        person: str = "",
        party: str = "",
        at: datetime | None = None,
        once: bool = False,
    ) -> JobId:
        """Queue work for `at` or now; `once` returns a like job that waits or runs already."""
        text = json.dumps(dict(payload), sort_keys=True, ensure_ascii=False)
        with writing(self._engine) as connection:
            like = _like(connection, kind, text) if once else None
            if like is not None:
                return like
            id = JobId(self._ids.new("job"))
            connection.execute(
                table.insert().values(
                    id=id,
                    kind=kind,
                    payload=text,
                    person=person,
                    party=party,
                    state=JobState.WAITING,
                    done=0,
                    total=0,
                    unit="",
                    not_before=micros(at or self._clock.now()),
                    cancel=0,
                    attempts=0,
                    heartbeat=0,
                    result="",
                )
            )
        return id

    def claim(self, kinds: Sequence[str], only: JobId | None = None) -> Job | None:
        """Take the runnable job that is due longest; None if there is none for these kinds.

        A job that died at its last attempt is failed here, one that was to be cancelled is.
        """
        now = micros(self._clock.now())
        wanted = and_(table.c.kind.in_(kinds), table.c.id == only if only is not None else true())
        with writing(self._engine) as connection:
            self._bury(connection, wanted, now)
            due = and_(table.c.state == JobState.WAITING, table.c.not_before <= now)
            next_one = (
                select(table.c.id)
                .where(wanted, or_(due, self._dead(now)))
                .order_by(table.c.not_before, table.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            found = connection.execute(
                table.update()
                .where(table.c.id == next_one.scalar_subquery())
                .values(state=JobState.RUNNING, heartbeat=now, attempts=table.c.attempts + 1)
                .returning(table)
            ).one_or_none()
        if found is None:
            return None
        taken = _job(found)
        self._held[taken.id] = taken.attempts
        return taken

    def beat(self, id: JobId, done: int, total: int, unit: str) -> bool:
        """Say that it lives and how far it is; False if it was cancelled or is another's now."""
        with writing(self._engine) as connection:
            cancel = connection.scalar(
                table.update()
                .where(*self._mine(id))
                .values(heartbeat=micros(self._clock.now()), done=done, total=total, unit=unit)
                .returning(table.c.cancel)
            )
        return bool(cancel == 0)

    def finish(self, id: JobId, state: JobState, result: str) -> None:
        """Record how it ended; `WAITING` gives it back unharmed, for another to take.

        Raises:
            Conflict: it does not run, or another worker has taken it over.
        """
        ended: dict[str, object] = {"state": state, "result": result}
        if state is JobState.WAITING:
            ended["attempts"] = table.c.attempts - 1
        with writing(self._engine) as connection:
            count = connection.execute(table.update().where(*self._mine(id)).values(ended)).rowcount
        self._held.pop(id, None)
        if count == 0:
            raise Conflict(
                detail=f"Job {id} is not ours to finish: its heartbeat was taken for dead.",
                hint="Nothing is lost: look at the job to see who finished it.",
            )

    def cancel(self, id: JobId) -> None:
        """Stop it: at once if it waits or its worker died, at its next beat if it runs."""
        now = micros(self._clock.now())
        waits = table.c.state == JobState.WAITING
        with writing(self._engine) as connection:
            _existing(connection, id)
            connection.execute(
                table.update()
                .where(table.c.id == id, or_(waits, self._dead(now)))
                .values(state=JobState.CANCELLED, cancel=1, result=_CANCELLED)
            )
            connection.execute(
                table.update()
                .where(table.c.id == id, table.c.state == JobState.RUNNING)
                .values(cancel=1)
            )

    def resume(self, id: JobId) -> None:
        """Let a failed or cancelled job run again, with all its attempts; due now.

        Raises:
            NotFound: there is no such job.
            Conflict: it is done, or was asked to stop and has not stopped yet.
        """
        with writing(self._engine) as connection:
            found = _existing(connection, id)
            if found.state in _STOPPED:
                connection.execute(
                    table.update()
                    .where(table.c.id == id)
                    .values(
                        state=JobState.WAITING,
                        cancel=0,
                        attempts=0,
                        result="",
                        not_before=micros(self._clock.now()),
                    )
                )
            elif found.state is JobState.DONE or found.cancel:
                raise Conflict(
                    detail=f"Job {id} is {found.state}; only a stopped job can be resumed.",
                    hint="Start it anew, or wait until it has stopped.",
                )

    def forget(self, kind: str) -> None:
        """Remove the jobs of a kind that are over: done, failed or cancelled."""
        with writing(self._engine) as connection:
            connection.execute(
                table.delete().where(table.c.kind == kind, table.c.state.not_in(_OPEN))
            )

    def get(self, id: JobId) -> Job:
        """One job. Raises NotFound."""
        with reading(self._engine) as connection:
            return _existing(connection, id)

    def listing(self) -> tuple[Job, ...]:
        """All jobs, newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.id.desc()))
            return tuple(_job(row) for row in rows)

    def _dead(self, now: int) -> ColumnElement[bool]:
        last = now - self._dead_after // timedelta(microseconds=1)
        return and_(table.c.state == JobState.RUNNING, table.c.heartbeat < last)

    def _mine(self, id: JobId) -> tuple[ColumnElement[bool], ...]:
        held = self._held.get(id)
        running = (table.c.id == id, table.c.state == JobState.RUNNING)
        return running if held is None else (*running, table.c.attempts == held)

    def _bury(self, connection: Connection, wanted: ColumnElement[bool], now: int) -> None:
        dead = and_(wanted, self._dead(now))
        connection.execute(
            table.update()
            .where(dead, table.c.cancel == 1)
            .values(state=JobState.CANCELLED, result=_CANCELLED)
        )
        sentence = (
            f"Given up: its worker died {self._most_attempts} times before it was done. "
            "Look at the log of the worker and at free memory and disk, then resume the job."
        )
        connection.execute(
            table.update()
            .where(dead, table.c.attempts >= self._most_attempts)
            .values(state=JobState.FAILED, result=sentence)
        )


def _like(connection: Connection, kind: str, payload: str) -> JobId | None:
    _one_starter(connection, kind)
    found = connection.scalar(
        select(table.c.id)
        .where(table.c.kind == kind, table.c.payload == payload)
        .where(table.c.state.in_(_OPEN), table.c.cancel == 0)
        .order_by(table.c.id)
    )
    return None if found is None else JobId(found)


def _one_starter(connection: Connection, kind: str) -> None:
    """Let one transaction look and start at a time; on SQLite every writer is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"job {kind}"))))


def _existing(connection: Connection, id: JobId) -> Job:
    found = connection.execute(select(table).where(table.c.id == id)).one_or_none()
    if found is None:
        raise NotFound(kind="job", id=id)
    return _job(found)


def _job(row: Row[tuple[object, ...]]) -> Job:
    kept = row._mapping
    return Job(
        id=JobId(kept["id"]),
        kind=kept["kind"],
        payload=json.loads(kept["payload"]),
        person=kept["person"],
        party=kept["party"],
        state=JobState(kept["state"]),
        done=kept["done"],
        total=kept["total"],
        unit=kept["unit"],
        not_before=instant(kept["not_before"]),
        cancel=bool(kept["cancel"]),
        attempts=kept["attempts"],
        result=kept["result"],
    )
