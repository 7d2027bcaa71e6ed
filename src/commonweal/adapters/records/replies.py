"""Answers to requests that named themselves: given again, kept for a day, no evidence."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from commonweal.adapters.records.database import writing
from commonweal.adapters.records.instant import micros
from commonweal.adapters.records.tables import reply
from commonweal.model.ports import Reply

KEPT = timedelta(days=1)


class ReplyTable:
    """The port `Replies`, answered by the table `reply`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, asker: str, key: str, request: str, now: datetime) -> Reply | None:
        """Begin to answer; or what is there already under that key of that asker."""
        with writing(self._engine) as connection:
            connection.execute(delete(reply).where(reply.c.begun <= micros(now - KEPT)))
            named = (reply.c.asker == asker, reply.c.key == key)
            found = connection.execute(select(reply).where(*named)).one_or_none()
            if found is not None:
                return Reply(
                    request=found.request,
                    status=found.status,
                    media=found.media,
                    body=bytes(found.body),
                )
            row = {"asker": asker, "key": key, "request": request, "begun": micros(now)}
            connection.execute(insert(reply), {**row, "status": 0, "media": "", "body": b""})
        return None

    def keep(self, asker: str, key: str, kept: Reply) -> None:
        """Keep what was answered."""
        told = {"status": kept.status, "media": kept.media, "body": kept.body}
        with writing(self._engine) as connection:
            named = (reply.c.asker == asker, reply.c.key == key)
            connection.execute(update(reply).where(*named).values(**told))

    def drop(self, asker: str, key: str) -> None:
        """Nothing was done: the key is free again."""
        with writing(self._engine) as connection:
            connection.execute(delete(reply).where(reply.c.asker == asker, reply.c.key == key))
