"""A synthetic season as files: what a hub would have, and beside it the truth."""

import json
from pathlib import Path

from commonweal.use.food.synth.happening import document
from commonweal.use.food.synth.land import Land, facilities, land, products
from commonweal.use.food.synth.mix import together
from commonweal.use.food.synth.season import Season
from commonweal.use.food.synth.truth import truth
from commonweal.use.food.synth.world import World

LABEL = """# Synthetic data

Everything in this folder is invented: farms, hubs, kitchens, buyers, places, prices and events. It
was made by `weal synth food` with seed {seed}: {farms} farms, {hubs} hubs, {buyers} buyers,
{days} days from {first}. Company numbers begin with 9520, which GS1 gives to nobody.

`truth.json` says what everything delivered is truly made of, and what it is under some rules for
whoever knows everything. A lane does not read it.
"""


def synthesise(target: Path, world: World) -> dict[str, int]:
    """Write a synthetic dataset below `target`; the same world gives the same bytes.

    The files: events/*.json (one per day), facilities.json, products.json, truth.json and the
    label SYNTHETIC.md. Returns the number of farms, days, events and deliveries.
    """
    places = land(world)
    season = Season(world=world, places=places)
    (target / "events").mkdir(parents=True, exist_ok=True)
    events = 0
    for day, happened in season.days():
        _write(target / "events" / f"{day}.json", document(day, happened))
        events += len(happened)
    _write(target / "facilities.json", facilities(places))
    _write(target / "products.json", products(places))
    _write(target / "truth.json", _truth(season, places))
    told = {name: getattr(world, name) for name in ("seed", "farms", "hubs", "buyers", "days")}
    label = LABEL.format(**told, first=world.dates[0])
    (target / "SYNTHETIC.md").write_text(label, encoding="utf-8")
    return {
        "farms": world.farms,
        "days": world.days,
        "events": events,
        "deliveries": len(season.delivered),
    }


def _truth(season: Season, places: Land) -> dict[str, object]:
    soups = {kitchen.product(1) for kitchen in places.kitchens}
    deliveries = [
        {
            "lot": lot,
            "buyer": buyer,
            **truth(together(mixes), places, processed=lot.split("/10/")[0] in soups),
        }
        for (lot, buyer), mixes in sorted(season.delivered.items())
    ]
    return {"label": "synthetic", "deliveries": deliveries}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
