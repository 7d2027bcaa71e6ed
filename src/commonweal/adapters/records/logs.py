"""The logs of the hosted parties, to be read and checked."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, insert, select

from commonweal.account.tree import EMPTY_ROOT
from commonweal.adapters.records import tables
from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.tables import checkpoint, entry
from commonweal.model.ids import PartyId
from commonweal.model.ports import LoggedEntry

_PAGE = 1000


class LogTables:
    """The port `EvidenceLogs`, answered by the tables `log`, `entry` and `checkpoint`."""

    def __init__(self, engine: Engine, node: str) -> None:
        self._engine = engine
        self._node = node

    @property
    def node(self) -> str:
        """The name of this node: the first half of every log's origin."""
        return self._node

    def owners(self) -> tuple[PartyId, ...]:
        """The parties that have a log here."""
        with reading(self._engine) as connection:
            parties = connection.scalars(select(tables.log.c.party).order_by(tables.log.c.party))
            return tuple(PartyId(party) for party in parties)

    def entries(self, log: PartyId, start: int = 0) -> Iterator[LoggedEntry]:
        """The entries of one log from position `start`, in order, in bounded memory."""
        columns = select(entry.c.seq, entry.c.body, entry.c.leaf, entry.c.root)
        wanted = columns.where(entry.c.log == log, entry.c.seq >= start).order_by(entry.c.seq)
        paged = wanted.execution_options(yield_per=_PAGE)
        with reading(self._engine) as connection, connection.execute(paged) as rows:
            for seq, body, leaf, root in rows:
                yield LoggedEntry(seq=seq, body=body, leaf=leaf, root=root)

    def head(self, log: PartyId) -> tuple[int, bytes]:
        """Size and root of a log; size 0 has the root of the empty tree."""
        head = select(tables.log.c.size, tables.log.c.root).where(tables.log.c.party == log)
        with reading(self._engine) as connection:
            found = connection.execute(head).first()
        return (found.size, found.root) if found else (0, EMPTY_ROOT)

    def checkpoints(self, log: PartyId) -> tuple[tuple[int, str], ...]:
        """(size, signed note) of every checkpoint kept, smallest first."""
        with reading(self._engine) as connection:
            return _checkpoints(connection, log)

    def keep_checkpoint(self, log: PartyId, size: int, note: str) -> None:
        """Keep a signed note; keeping the same one twice changes nothing."""
        with writing(self._engine) as connection:
            if (size, note) not in _checkpoints(connection, log):
                connection.execute(insert(checkpoint), {"log": log, "size": size, "note": note})


def _checkpoints(connection: Connection, log: PartyId) -> tuple[tuple[int, str], ...]:
    kept = select(checkpoint.c.size, checkpoint.c.note).where(checkpoint.c.log == log)
    rows = connection.execute(kept.order_by(checkpoint.c.size, checkpoint.c.note))
    return tuple((size, note) for size, note in rows)
