"""Where state lives and how: from options, `COMMONWEAL_*` variables and one TOML file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commonweal.model.errors import Invalid, Unavailable, UnknownTerm

FILE = "commonweal.toml"
KNOWN = ("database", "hosts", "node", "party")

DEMO = "demo"
"""A file in a home that says: this home is a demo, and may be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a node needs to know before it opens."""

    home: Path
    database: str
    """SQLAlchemy URL; a file in the home unless set."""
    node: str = ""
    """First half of every log's origin; made up at first opening unless set."""
    party: str = ""
    """Id or name of the party to act for, where several keys can be opened."""
    hosts: frozenset[str] = frozenset()
    """Names by which browsers may reach the pages, such as `weal.example.org`; see `web/origin`."""


def settings(home: Path | None, party: str, environ: Mapping[str, str] | None = None) -> Settings:
    """Options first, then `COMMONWEAL_*`, then `HOME/commonweal.toml`, then defaults.

    Raises:
        Invalid: the TOML file is not TOML.
        Unavailable: the home cannot be read.
        UnknownTerm: it has a setting that we do not know.
    """
    env = os.environ if environ is None else environ
    place = (home or Path(env.get("COMMONWEAL_HOME", "") or ".commonweal")).absolute()
    told = _file(place / FILE)

    def value(name: str) -> str:
        return env.get(f"COMMONWEAL_{name.upper()}", "") or told.get(name, "")

    return Settings(
        home=place,
        database=value("database") or f"sqlite:///{place / 'commonweal.db'}",
        node=value("node"),
        party=party or value("party"),
        hosts=frozenset(value("hosts").lower().replace(",", " ").split()),
    )


def _file(path: Path) -> dict[str, str]:
    told = _told(path)
    for name, value in told.items():
        if name not in KNOWN:
            raise UnknownTerm(field=f"{FILE}: setting", got=name, known=KNOWN)
        if not isinstance(value, str):
            raise Invalid(detail=f"{FILE}: {name} is not text.", hint=f'Write {name} = "...".')
    return {name: str(value) for name, value in told.items()}


def _told(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as gap:
        raise Invalid(
            detail=f"{path} cannot be read: {gap}.",
            hint='Write lines such as party = "Flowminder".',
        ) from gap
    except OSError as gap:
        raise Unavailable(
            detail=f"{path.parent} cannot be read: {gap.strerror or gap}.",
            hint="Choose a home that you may read and write: --home DIR.",
        ) from gap
