"""A spec as SVG that may stand inside a page with a strict content policy."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

VEGA_LITE = "6.4"
"""The version that Altair writes and the browser's bundle reads; a test keeps them in step."""

_NAME = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    ("svg", "g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath", "title")
)
_ACROSS = re.compile(r'<svg[^>]*? width="([\d.]+)"')
_SPOKEN = ("role", "aria-roledescription", "aria-label", "aria-hidden")


def svg(spec: Mapping[str, Any], mark: str) -> str:
    """The spec drawn, as one image with a name: nothing in it is loaded, styled or run.

    Args:
        spec: Vega-Lite, with all its data inside.
        mark: letters and digits that make its ids differ from those of other pictures of a page.
    """
    from vl_convert import vegalite_to_svg  # noqa: PLC0415  # loads an engine of its own

    drawn: str = vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    root = etree.fromstring(drawn.encode(), _parser())
    for each in list(root.iter()):
        _cleaned(each, mark)
    root.set("role", "img")
    root.set("aria-label", str(spec.get("description", "")))
    root.set("class", "picture")
    return etree.tostring(root, encoding="unicode")


def across(image: str) -> float:
    """Pixels across that an image of `svg` takes."""
    found = _ACROSS.match(image)
    return float(found[1]) if found else 0.0


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _cleaned(element: etree._Element, mark: str) -> None:
    """Leave what draws: no style, link, script or second name for the same thing."""
    name = str(element.tag).removeprefix(_NAME)
    if name not in _DRAWN:
        raise ValueError(f"Vega drew {name!r}, which no picture needs.")
    for attribute, found in list(element.attrib.items()):
        key, value = str(attribute), str(found)
        if key in {"style", "class", *_SPOKEN} or "href" in key or key.startswith("on"):
            del element.attrib[attribute]
        elif key == "id":
            element.set(key, f"{mark}-{value}")
        elif "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{mark}-"))
