"""What stands in a Markdown file: fenced blocks, anchors, links, words in bold and in code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", flags=re.M | re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: `sh` is run, `text` is what the block before it answers."""

    path: Path
    line: int
    info: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}"

    @property
    def exits(self) -> int:
        """The exit code that the last command of the block is said to have."""
        told = (word.removeprefix("exits=") for word in self.info if word.startswith("exits="))
        return int(next(told, 0))


def blocks(path: Path) -> Iterator[Block]:
    """The fenced blocks of a file, in order."""
    text = path.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Block(
            path=path,
            line=text.count("\n", 0, found.start()) + 1,
            info=tuple(found["info"].split()),
            text=found["text"],
        )


def prose(path: Path) -> str:
    """A file without its fenced blocks."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """The anchors of a file: its headings, as the places that show Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), flags=re.M)
    return {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Target and anchor of every link that stays in the repository; an empty target is the file."""
    yield from re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]*))?\)", prose(path))


def quotes(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is quoted from a page, with the heading it stands under."""
    heading = ""
    for line in prose(path).splitlines():
        heading = line.lstrip("# ") if line.startswith("#") else heading
        if line.startswith("> "):
            yield heading, line.removeprefix("> ")


def bold(path: Path) -> set[str]:
    """The words in bold: in guides, what a page shows."""
    return {" ".join(each.split()) for each in re.findall(r"\*\*([^*]+)\*\*", prose(path))}


def code(path: Path) -> set[str]:
    """The words in code within a line."""
    return {" ".join(each.split()) for each in re.findall(r"`([^`]+)`", prose(path))}
