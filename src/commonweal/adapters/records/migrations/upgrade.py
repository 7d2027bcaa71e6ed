"""Running the revisions that a database has not seen, in the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from commonweal.model.errors import Invalid


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision. Raises Invalid if they are newer than this."""
    try:
        command.upgrade(settings(connection), "head")
    except CommandError as error:
        raise Invalid(
            detail="These records were written by a newer version of weal.",
            hint="Upgrade weal on this machine, or open another home.",
        ) from error


def settings(connection: Connection) -> Config:
    """What Alembic needs to know: where the revisions are, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
