"""The commands of some pages, run in order by one shell, in one folder, as a reader would."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.docs.markdown import Block
from tests.docs.warm import warm
from tests.scale import SCALE

LONGEST_S = 600
_MARK = "@@ block "
_COLUMNS = "240"
"""Wide enough that no line of an answer is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of the blocks."""

    code: int
    said: Mapping[Block, str]
    """What each block that was begun said, both streams, in order."""

    @property
    def last(self) -> Block:
        """The block at which it ended."""
        return list(self.said)[-1]


def ran(blocks: Sequence[Block], folder: Path) -> Ran:
    """Run every `sh` block with `sh -eu`.

    One marked `serve` serves on a free port instead; one marked `demo` plays it and ends.
    """
    shown = [each for each in blocks if each.info[:1] == ("sh",)]
    script = "\n".join(_told(number, each) for number, each in enumerate(shown))
    with ExitStack() as stack:
        here = stack.enter_context(_weal(folder / "bin"))
        work = folder / "work"
        work.mkdir()
        done = subprocess.run(
            ("sh", "-eu", "-c", script),
            cwd=work,
            env=_environ(here),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST_S,
            check=False,
        )
    text = done.stdout.decode("utf-8", "replace")
    parts = re.split(rf"^{_MARK}\d+\n", text, flags=re.M)[1:]
    return Ran(code=done.returncode, said=dict(zip(shown, parts, strict=False)))


def fits(told: str, said: str) -> bool:
    """True if the lines of `told` stand in `said`, in order; `...` is anything within a line."""
    wanted = [_pattern(line) for line in told.splitlines() if line.strip()]
    lines = iter(" ".join(line.split()) for line in said.splitlines())
    return all(any(each.search(line) for line in lines) for each in wanted)


def _pattern(line: str) -> re.Pattern[str]:
    parts = " ".join(line.split()).split("...")
    return re.compile(".*".join(re.escape(part) for part in parts))


def _told(number: int, block: Block) -> str:
    text = next((_INSTEAD[word] for word in block.info if word in _INSTEAD), block.text)
    mark = f"printf '\\n%s\\n' '{_MARK}{number}'"
    if not block.exits:
        return f"{mark}\n{text}"
    return f"{mark}\nset +e\n{text}\ncode=$?\nset -e\n[ $code -eq {block.exits} ]"


_SERVED = """
"$WEAL" serve --port 0 2> .served & SERVER=$!
trap 'kill $SERVER; wait $SERVER || true' EXIT
until grep -q 'this node answers' .served; do kill -0 $SERVER; sleep 0.05; done
NODE=$(sed -n '1s/.*"address": "\\(http[^"]*\\)\\/".*/\\1/p' .served)
"""

_INSTEAD = {"serve": _SERVED, "demo": '"$WEAL" demo --no-serve'}
"""What is run for a block that does not end by itself."""


@contextmanager
def _weal(folder: Path) -> Iterator[Path]:
    """A folder whose `weal` runs as a reader's would."""
    if SCALE != "quick":
        yield _INSTALLED
        return
    folder.mkdir()
    with warm(folder) as here:
        yield here


_INSTALLED = Path(sys.executable).parent


def _environ(first: Path) -> dict[str, str]:
    kept = {name: told for name, told in os.environ.items() if not name.startswith("COMMONWEAL")}
    paths = (str(first), str(_INSTALLED), kept.get("PATH", os.defpath))
    return {
        **kept,
        "PATH": os.pathsep.join(paths),
        "WEAL": str(_INSTALLED / "weal"),
        "COLUMNS": _COLUMNS,
    }
