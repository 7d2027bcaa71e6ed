"""Two processes want the same versions; run as a program: URL NAME ROUNDS.

Says for each round whether this process `won` it or met a `conflict`.
"""

import sys

from commonweal.model.errors import Conflict
from commonweal.model.party import Party
from tests.records.builders import HOLDER, change, opened, party


def main(url: str, name: str, rounds: int) -> None:
    store = opened(url)
    _say("ready")
    sys.stdin.readline()
    for version in range(1, rounds + 1):
        try:
            store.records.commit(change(party(name=name), version))
            _say("won")
        except Conflict:
            _say("conflict")
        while store.records.get(Party, HOLDER).version <= version:
            pass
    store.close()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
