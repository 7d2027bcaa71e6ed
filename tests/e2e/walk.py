"""What a browser found on a page of the walk through all pages of one party."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One page, with a script and at the width of a desk."""

    path: str
    serious: tuple[str, ...]
    """What axe finds serious, with the first elements concerned."""
    bytes: int
    """Its size without the pictures."""
    said: tuple[str, ...]
    """Errors on the console, and those of scripts."""
    asked: tuple[str, ...]
    """Every address that was asked for."""


def walked(page: Page, address: str, paths: Sequence[str]) -> Iterator[Seen]:
    """Open each page once and look at it from every side."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda each: said.append(str(each)))
    page.on("request", lambda each: asked.append(each.url))
    for path in paths:
        said.clear()
        asked.clear()
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        told, wanted = tuple(said), tuple(asked)
        serious = _serious(page)
        page.evaluate("document.querySelectorAll('figure').forEach((each) => each.remove())")
        size = len(page.content().encode())
        yield Seen(path=path, serious=serious, bytes=size, said=told, asked=wanted)


def amiss(page: Page) -> tuple[str, ...]:
    """What keeps an open page from being for everyone, at this width; empty if nothing does."""
    window = page.viewport_size
    assert window
    wider = page.evaluate("document.documentElement.scrollWidth") - window["width"]
    heads = page.locator("h1").count()
    return (
        *_serious(page),
        *((f"{page.url} is {wider} px wider than its window",) if wider > 0 else ()),
        *((f"{page.url} has {heads} heads",) if heads != 1 else ()),
    )


def _serious(page: Page) -> tuple[str, ...]:
    found = Axe().run(page).response["violations"]
    return tuple(
        f"{each['id']}: {[node['html'][:160] for node in each['nodes']][:3]}"
        for each in found
        if each["impact"] in SERIOUS
    )
