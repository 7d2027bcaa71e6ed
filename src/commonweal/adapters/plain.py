"""A YAML or JSON file as plain values: lists, mappings, texts and numbers; never objects."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from commonweal.model.errors import Invalid, Unavailable

MOST_BYTES = 1_000_000
_DEEPEST = 32


class _Readable(yaml.SafeDumper):
    """For people: every value is written out where it stands."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


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
        names = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = next((name for name, times in names.items() if times > 1), None)
        if twice is not None:
            line = node.start_mark.line + 1
            raise yaml.YAMLError(f"the key {twice!r} stands twice in the mapping at line {line}")
        return super().construct_mapping(node, deep=True)


_BOOL, _INT, _FLOAT = (f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float"))
_FORMS = {
    _BOOL: ("tf", "true|false"),
    _INT: ("-+0123456789", "[-+]?(?:0|[1-9][0-9]*)"),
    _FLOAT: (
        "-+.0123456789",
        r"[-+]?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)",
    ),
}
"""As in YAML 1.2 and JSON: `on`, `no` and `1:30` are words, `1e3` is a number."""


def _number(of: type[int] | type[float]) -> Callable[[_Strict, yaml.ScalarNode], int | float]:
    return lambda loader, node: of(loader.construct_scalar(node))


_Strict.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag not in _FORMS]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, (_first, _form) in _FORMS.items():
    for _kind in (_Strict, _Readable):
        _kind.add_implicit_resolver(_tag, re.compile(f"^(?:{_form})$"), list(_first))
_Strict.add_constructor(_INT, _number(int))
_Strict.add_constructor(_FLOAT, _number(float))


def plain(path: Path) -> object:
    """The values of a file ending in .yaml, .yml or .json (which YAML contains).

    Raises:
        Invalid: no such file, too large, not text, or not well formed; says the line.
        Unavailable: it cannot be read.
    """
    return plain_text(_text(content(path), path.name), name=path.name)


def mapping(path: Path) -> dict[str, object]:
    """The mapping in a YAML or JSON file. Raises Invalid if it holds something else."""
    return mapping_in(content(path), name=path.name)


def values_in(given: bytes, *, name: str, most_json: int = MOST_BYTES) -> object:
    """The values in the bytes of a YAML or a JSON file; JSON is read faster, so more of it.

    Args:
        given: the bytes.
        name: of the file; its ending tells JSON from YAML.
        most_json: bytes of a JSON file at most; of a YAML file `MOST_BYTES`.

    Raises:
        Invalid: too large, not text, not well formed, a key twice.
    """
    if not name.lower().endswith(".json"):
        return plain_text(_text(_small(given, name), name), name=name)
    text = _text(_small(given, name, most_json), name)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as gap:
        said = gap if isinstance(gap, ValueError) else "it is nested too deep"
        raise Invalid(
            detail=f"{name} is not well formed: {said}.", hint="Give JSON.", file=name
        ) from gap


def mapping_in(given: bytes, *, name: str) -> dict[str, object]:
    """The mapping in the bytes of such a file. Raises Invalid, which calls the file `name`."""
    found = plain_text(_text(_small(given, name), name), name=name)
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise Invalid(
            detail=f"{name} is not a mapping of names to values.",
            hint="Begin each line with `name: value`.",
            file=name,
        )
    return found


def readable(values: Mapping[str, object]) -> bytes:
    """Values as YAML for people, from which `mapping_in` reads the same."""
    return yaml.dump(
        dict(values), Dumper=_Readable, sort_keys=False, allow_unicode=True, width=100,
        default_flow_style=None, encoding="utf-8",
    )  # fmt: skip


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


def _text(given: bytes, name: str) -> str:
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as gap:
        raise Invalid(
            detail=f"{name} is not UTF-8 text (byte {gap.start}).",
            hint="Save it as UTF-8.",
            file=name,
        ) from gap


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    times = Counter(name for name, _ in pairs)
    twice = next((name for name, found in times.items() if found > 1), None)
    if twice is not None:
        raise ValueError(f"the key {twice[:40]!r} stands twice in one mapping")
    return dict(pairs)


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")


def content(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """The bytes of a document, at most so many. Raises Invalid, Unavailable."""
    try:
        with path.open("rb") as stream:
            found = stream.read(most + 1)
    except FileNotFoundError as gap:
        raise Invalid(detail=f"There is no file {path}.", hint="Check the path.") from gap
    except IsADirectoryError as gap:
        raise Invalid(detail=f"{path} is a folder.", hint="Give a file.") from gap
    except OSError as gap:
        raise Unavailable(
            detail=f"{path} cannot be read: {gap.strerror or gap}.", hint="Check who may read it."
        ) from gap
    return _small(found, path.name, most)


def _small(given: bytes, name: str, most: int = MOST_BYTES) -> bytes:
    if len(given) > most:
        raise Invalid(
            detail=f"{name} is larger than {most:,} bytes.",
            hint="Give the document itself; data goes into a dataset.",
            file=name,
        )
    return given
