"""A YAML or JSON file as plain values: lists, mappings, texts and numbers; never objects."""

import re
from pathlib import Path

import yaml

from commonweal.model.errors import Invalid, Unavailable

MOST_BYTES = 1_000_000
_DEEPEST = 32


class _Strict(yaml.SafeLoader):
    """Safe, and without the three tricks that hostile files play: aliases, depth, double keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read: write the value out")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise yaml.YAMLError(f"it is nested deeper than {_DEEPEST}")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        names = [key.value for key, _ in node.value]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            line = node.start_mark.line + 1
            raise yaml.YAMLError(f"the key {twice!r} stands twice in the mapping at line {line}")
        return super().construct_mapping(node, deep=True)


_BOOL = "tag:yaml.org,2002:bool"
_Strict.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != _BOOL]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))
"""As in YAML 1.2: `on`, `no` and `yes` are words, so that a key `on` stays a key."""


def plain(path: Path) -> object:
    """The values of a file ending in .yaml, .yml or .json (which YAML contains).

    Raises:
        Invalid: no such file, too large, not text, or not well formed; says the line.
        Unavailable: it cannot be read.
    """
    return plain_text(_text(path), name=path.name)


def mapping(path: Path) -> dict[str, object]:
    """The mapping in a YAML or JSON file. Raises Invalid if it holds something else."""
    found = plain(path)
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise Invalid(
            detail=f"{path.name} is not a mapping of names to values.",
            hint="Begin each line with `name: value`.",
        )
    return found


def plain_text(text: str, *, name: str) -> object:
    """The values of a text; `name` is what to call it when it is wrong."""
    try:
        return yaml.load(text, _Strict)  # noqa: S506  # _Strict is a SafeLoader
    except (yaml.YAMLError, ValueError) as gap:
        raise Invalid(
            detail=f"{name} is not well formed: {' '.join(str(gap).split())}.",
            hint="Give YAML or JSON.",
            file=name,
        ) from gap


def _text(path: Path) -> str:
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError as gap:
        raise Invalid(
            detail=f"{path.name} is not UTF-8 text (byte {gap.start}).", hint="Save it as UTF-8."
        ) from gap


def content(path: Path) -> bytes:
    """The bytes of a document of at most `MOST_BYTES`. Raises Invalid, Unavailable."""
    try:
        with path.open("rb") as stream:
            found = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as gap:
        raise Invalid(detail=f"There is no file {path}.", hint="Check the path.") from gap
    except IsADirectoryError as gap:
        raise Invalid(detail=f"{path} is a folder.", hint="Give a file.") from gap
    except OSError as gap:
        raise Unavailable(
            detail=f"{path} cannot be read: {gap.strerror or gap}.", hint="Check who may read it."
        ) from gap
    if len(found) > MOST_BYTES:
        raise Invalid(
            detail=f"{path.name} is larger than {MOST_BYTES:,} bytes.",
            hint="Give the document itself; data goes into a dataset.",
        )
    return found
