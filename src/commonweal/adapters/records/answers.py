"""Answers that are not handed in yet: rows of their own, no evidence, gone when they are."""

from sqlalchemy import Engine, delete, insert, select, update

from commonweal.adapters.records.database import PATIENCE_S, reading, writing
from commonweal.adapters.records.outage import translated
from commonweal.adapters.records.tables import answers
from commonweal.model.ids import QuestionnaireId

_MOMENT_MS = 500


class AnswersTable:
    """The port `Answers`, answered by the table `answers`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def kept(self, questionnaire: QuestionnaireId) -> str:
        """What was answered so far; empty if nothing."""
        mine = select(answers.c.content).where(answers.c.questionnaire == questionnaire)
        with reading(self._engine) as connection:
            return connection.scalar(mine) or ""

    def keep(self, questionnaire: QuestionnaireId, content: str) -> None:
        """Keep it in the place of what was there."""
        mine = answers.c.questionnaire == questionnaire
        with writing(self._engine) as connection:
            changed = connection.execute(update(answers).where(mine).values(content=content))
            if not changed.rowcount:
                row = {"questionnaire": questionnaire, "content": content}
                connection.execute(insert(answers), row)

    def forget(self, questionnaire: QuestionnaireId) -> None:
        """Erase it; nothing to do where nothing is."""
        with writing(self._engine) as connection:
            mine = answers.c.questionnaire == questionnaire
            gone = connection.execute(delete(answers).where(mine)).rowcount
        if gone:
            self.scrub()

    def scrub(self) -> None:
        """Empty the write-ahead log of SQLite, whose file overwrites what it frees.

        Not while someone reads an earlier state: that is awaited for a moment, in which nobody
        writes. PostgreSQL frees the space of old rows by its own vacuum; nothing to do here.
        """
        if self._engine.dialect.name == "sqlite":
            with translated(), self._engine.connect() as connection:
                cursor = connection.connection.cursor()
                cursor.execute(f"PRAGMA busy_timeout = {_MOMENT_MS}")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
