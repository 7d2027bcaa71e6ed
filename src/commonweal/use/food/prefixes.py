"""The prefixes of a document, from its own @context; no context is ever loaded from the net."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from commonweal.use.food.jsonpath import shown
from commonweal.use.food.strictjson import Json
from commonweal.use.food.wrong import Wrong

Prefixes: TypeAlias = Mapping[str, str]
"""Prefix -> namespace."""

STANDARD: Prefixes = MappingProxyType(
    {
        "gs1": "https://gs1.org/voc/",
        "cbv": "https://ref.gs1.org/cbv/",
        "epcis": "https://ref.gs1.org/epcis/",
        "cbvmda": "urn:epcglobal:cbv:mda",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }
)
"""What GS1's own context declares. Source: event hash algorithm, rule 15."""

_SCHEMES = frozenset(
    ("http", "https", "urn", "geo", "tel", "mailto", "did", "ni", "tag", "file", "data")
)
_PREFIX = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,40}")
_NAMESPACE = re.compile(r"(?:https?://[^\s/]+\S{0,400}|urn:[^\s:]+:\S{0,400})")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,120}")
_HARMLESS = frozenset(("@version", "@protected"))


def prefixes(context: Json, inherited: Prefixes = STANDARD) -> Prefixes:
    """The prefixes that hold under `context`. Raises Wrong where it would change known words."""
    found = dict(inherited)
    for place, each in enumerate(context if isinstance(context, list) else [context]):
        if isinstance(each, dict):
            for prefix, meaning in each.items():
                _declare(found, prefix, meaning)
        elif not isinstance(each, str):
            raise Wrong("is neither a URI nor an object", "See EPCIS 2.0, @context.").under(place)
    return found


def qualified(name: str, known: Prefixes) -> str:
    """An extension field's name as `{namespace}local`. Raises Wrong for a name without one."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in known and _LOCAL.fullmatch(local):
        return f"{{{_without_colon(known[prefix])}}}{local}"
    if prefix in _SCHEMES and _NAMESPACE.fullmatch(name):
        cut = max(name.rfind("/"), name.rfind("#"), name.rfind(":")) + 1
        if _LOCAL.fullmatch(name[cut:]):
            return f"{{{_without_colon(name[:cut])}}}{name[cut:]}"
    raise Wrong(
        f"has the prefix {shown(prefix)}, which the document does not declare",
        'Declare it in the @context, as {"prefix": "https://..."}: '
        "contexts on the net are not loaded.",
    )


def expanded(text: str, known: Prefixes) -> str:
    """A compact URI in full; any other text as it is."""
    prefix, colon, rest = text.partition(":")
    if not colon or prefix not in known or rest.startswith("//"):
        return text
    return known[prefix] + rest


def _declare(found: dict[str, str], prefix: str, meaning: Json) -> None:
    if prefix in _HARMLESS:
        return
    if prefix.startswith("@"):
        raise Wrong(f"has {shown(prefix)}", "Declare prefixes alone.").under(prefix)
    namespace = meaning.get("@id") if isinstance(meaning, dict) else meaning
    if not _PREFIX.fullmatch(prefix) or prefix in _SCHEMES:
        raise Wrong(f"declares {shown(prefix)} as a prefix", "Choose another word.").under(prefix)
    if not isinstance(namespace, str) or not _NAMESPACE.fullmatch(namespace):
        raise Wrong("is no namespace", "Give a full URI that begins with https: or urn:.").under(
            prefix
        )
    if prefix in STANDARD:
        _check_standard(prefix, namespace)
        return
    found[prefix] = namespace


def _check_standard(prefix: str, namespace: str) -> None:
    """A standard prefix keeps its meaning; another spelling of the same is let pass."""
    known = STANDARD[prefix]
    same = re.fullmatch(r"https?://(?:[a-z]+\.)?gs1\.org/\S*", namespace)
    if namespace.rstrip(":") != known and not (same and "gs1.org" in known):
        raise Wrong("gives a standard prefix another meaning", f"It is {known}.").under(prefix)


def _without_colon(namespace: str) -> str:
    """XML writes `urn:epcglobal:cbv:mda`, JSON-LD adds a colon: one namespace."""
    return namespace.removesuffix(":") if namespace.startswith("urn:") else namespace
