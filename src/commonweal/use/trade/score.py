"""A report beside the truth: how many matches and findings are right, and how many are found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def scores(report: Row, truth: Row) -> dict[str, Any]:
    """Precision and recall of matches and findings, by type, and clean consignments flagged.

    A finding is right if consignment, type and item (or document, where it is about a paper) are.
    Twin lines are one: any assignment of them is right.
    """
    twin = {
        (document, line): (alike[0][0], alike[0][1])
        for alike in truth.get("twins", ())
        for document, line in alike
    }
    found, true = _matches(report["matches"], twin), _matches(truth["matches"], twin)
    said, made = _findings(report["findings"]), _findings(truth["findings"])
    types = sorted({type for _, type, _ in said | made})
    flagged = {consignment for consignment, _, _ in said}
    dirty = {consignment for consignment, _, _ in made}
    names = {row["id"] for row in report["consignments"]}
    clean = names - dirty
    return {
        "matches": _both(sum((found & true).values()), found.total(), true.total()),
        "findings": _both(len(said & made), len(said), len(made)),
        "by_type": {
            type: _both(
                len(of(said, type) & of(made, type)), len(of(said, type)), len(of(made, type))
            )
            for type in types
        },
        "clean": len(clean),
        "clean_flagged": len(clean & flagged),
        "clean_flagged_share": _share(len(clean & flagged), len(clean)),
        "dirty_flagged_share": _share(len(dirty & flagged), len(dirty)),
    }


Key = tuple[str, str, str]


def of(found: set[Key], type: str) -> set[Key]:
    """The findings of one type."""
    return {each for each in found if each[1] == type}


def _matches(rows: Iterable[Row], twin: Mapping[tuple[str, str], tuple[str, str]]) -> Counter[Any]:
    lines = ((row, (row["document"], row["line"])) for row in rows)
    return Counter((row["consignment"], row["item"], twin.get(line, line)) for row, line in lines)


def _findings(rows: Iterable[Row]) -> set[Key]:
    return {(row["consignment"], row["type"], row["item"] or row["document"]) for row in rows}


def _both(right: int, said: int, true: int) -> dict[str, float | int | None]:
    return {"precision": _share(right, said), "recall": _share(right, true), "true": true}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
