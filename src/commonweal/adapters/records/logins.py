"""Who is logged in, and how often someone tried: rows of their own, no evidence."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.instant import micros
from commonweal.adapters.records.tables import attempt, login
from commonweal.model.ids import PersonId

MOST_ATTEMPTS = 5
WITHIN = timedelta(minutes=1)


class LoginTable:
    """The port `Logins`, answered by the tables `login` and `attempt`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, digest: str, person: PersonId, *, now: datetime, until: datetime) -> None:
        """Let the token of that digest stand for a person until then; what ended is forgotten."""
        row = {"digest": digest, "person": person, "opened": micros(now), "until": micros(until)}
        with writing(self._engine) as connection:
            ended = (login.c.until <= micros(now)) | (login.c.closed != 0)
            connection.execute(delete(login).where(ended))
            connection.execute(insert(login), {**row, "closed": 0})

    def person(self, digest: str, now: datetime) -> PersonId | None:
        """Whom the token of that digest stands for; None if it is unknown, closed or over."""
        held = (login.c.digest == digest, login.c.closed == 0, login.c.until > micros(now))
        with reading(self._engine) as connection:
            found = connection.scalar(select(login.c.person).where(*held))
        return None if found is None else PersonId(found)

    def close(self, digest: str, now: datetime) -> None:
        """End one login; nothing to do for one that is unknown."""
        with writing(self._engine) as connection:
            its = login.c.digest == digest
            connection.execute(update(login).where(its).values(closed=micros(now)))

    def close_all(self, person: PersonId, now: datetime) -> None:
        """End every login of a person."""
        with writing(self._engine) as connection:
            theirs = login.c.person == person
            connection.execute(update(login).where(theirs).values(closed=micros(now)))

    def attempt(self, who: str, now: datetime) -> bool:
        """Count a try of `who` before it is looked at; False if five were made within a minute.

        A try that is refused here does not count, so that waiting helps.
        """
        with writing(self._engine) as connection:
            connection.execute(delete(attempt).where(attempt.c.at <= micros(now - WITHIN)))
            made = _made(connection, who)
            if made < MOST_ATTEMPTS:
                connection.execute(insert(attempt), {"who": who, "at": micros(now), "number": made})
        return made < MOST_ATTEMPTS

    def forgive(self, who: str) -> None:
        """Forget the tries of `who`: the last one was right."""
        with writing(self._engine) as connection:
            connection.execute(delete(attempt).where(attempt.c.who == who))


def _made(connection: Connection, who: str) -> int:
    mine = select(func.count()).select_from(attempt).where(attempt.c.who == who)
    return connection.scalar(mine) or 0
