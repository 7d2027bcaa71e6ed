"""Both doors of the lanes that list things, and what the governed one keeps to itself."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from commonweal.app import collaboration, data, job, use
from commonweal.model.agreement import Mode
from commonweal.model.dataset import Sensitivity
from commonweal.model.errors import Invalid, NotAllowed, NotFound
from commonweal.model.ids import DatasetId, ReleaseId
from commonweal.model.party import Actor, PartyKind, Role
from commonweal.model.release import Release
from commonweal.use.food import synth as food
from commonweal.use.trade import synth as trade
from tests.app.houses import House, house
from tests.app.journey import agreed, granted
from tests.journey.weal import weal
from tests.use.food.seasons import buyers
from tests.use.trade.hostile import INVOICE

SEASON = food.World(farms=6, hubs=1, buyers=3, days=7, seed=4)
PAPERS = trade.World(consignments=8, seed=11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A dataset behind the gate, and who may ask for it ten times."""

    house: House
    user: Actor
    holder: Actor
    dataset: DatasetId
    lane: str

    def run(self, **settings: str) -> Release:
        """A release, made by a visit."""
        grant = granted(self.house, self.user, self.dataset, Mode.VISIT)
        started = use.run(self.user, self.house.node, grant, lane=self.lane, settings=settings)
        made = ReleaseId(job.foreground(self.user, self.house.node, started))
        return use.show(self.user, self.house.node, made)


def door(home: Path, lane: str, folder: Path, **settings: str) -> Door:
    opened = house(home)
    user, holder = opened.party("User"), opened.party("Holder", PartyKind.BUSINESS)
    assert holder.party
    made = collaboration.new(
        user, opened.node, title="T", issue="I", roles=frozenset({Role.USER})
    ).id
    collaboration.join(user, opened.node, made, party=holder.party, roles=frozenset({Role.HOLDER}))
    dataset = data.add(
        holder, opened.node, made, place=folder, holder=holder.party,
        told=data.Described(
            title="Files", lane=lane, sensitivity=Sensitivity.COMMERCIAL, synthetic=True,
            settings=settings,
        ),
    ).id  # fmt: skip
    agreed(opened, user, holder, made, dataset, Mode.VISIT, count=10)
    return Door(house=opened, user=user, holder=holder, dataset=dataset, lane=lane)


@pytest.fixture
def season(tmp_path: Path) -> Path:
    food.synthesise(tmp_path / "season", SEASON)
    return tmp_path / "season"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    trade.synthesise(tmp_path / "trade", PAPERS)
    return tmp_path / "trade" / "papers"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {name: cell for name, cell in row.items() if name != "status"}
            for row in csv.DictReader(lines)
        ]


def document(file: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return {name: value for name, value in found.items() if name != "status"}


def the_same(governed: Path, own: Path, *names: str) -> bool:
    """True if both doors wrote the same rows and the same report; the own ones are stamped."""
    tables = [(rows(governed / each), rows(own / each)) for each in names]
    stamped = (own / names[0]).read_text(encoding="utf-8").count("not released")
    return (
        all(one and one == other for one, other in tables)
        and document(governed / "report.json") == document(own / "report.json")
        and stamped == len(tables[0][1])
        and "not released" not in (governed / names[0]).read_text(encoding="utf-8")
    )


def test_both_doors_of_trade_show_the_same(papers: Path, tmp_path: Path) -> None:
    through = door(tmp_path / "home", "trade", papers)
    use.take(through.user, through.house.node, through.run().id, out=tmp_path / "governed")
    said = weal(tmp_path / "none", "use", "trade", "check", str(papers), "--synthetic", "--out",
                str(tmp_path / "own"))  # fmt: skip
    assert said.code == 0, said.problem
    names = ("consignments.csv", "findings.csv", "pairs.csv")
    assert the_same(tmp_path / "governed", tmp_path / "own", *names)


def test_both_doors_of_food_show_the_same(season: Path, tmp_path: Path) -> None:
    buyer = buyers(season)[0]
    through = door(tmp_path / "home", "food", season, buyer=buyer)
    use.take(through.user, through.house.node, through.run().id, out=tmp_path / "governed")
    said = weal(tmp_path / "none", "use", "food", "local", str(season), "--buyer", buyer,
                "--synthetic", "--out", str(tmp_path / "own"))  # fmt: skip
    assert said.code == 0, said.problem
    assert the_same(tmp_path / "governed", tmp_path / "own", "verdicts.csv", "trace.csv")


def test_who_asks_is_shown_the_lots_of_the_buyer_that_the_holder_fixed(
    season: Path, tmp_path: Path
) -> None:
    own, other, *_ = buyers(season)
    through = door(tmp_path / "home", "food", season, buyer=own)
    release = through.run(rules="ny-30pct")
    assert dict(release.settings) == {"buyer": own, "rules": "ny-30pct"}
    grant = granted(through.house, through.user, through.dataset, Mode.VISIT)
    with pytest.raises(NotAllowed, match="fixed the setting buyer"):
        use.run(through.user, through.house.node, grant, lane="food", settings={"buyer": other})
    _, offered = use.asked(through.user, through.house.node, grant)
    assert next(each.last for each in offered if each.name == "buyer") == own


def test_a_lot_of_another_buyer_is_told_as_one_that_is_not_there(
    season: Path, tmp_path: Path
) -> None:
    truth = json.loads((season / "truth.json").read_text(encoding="utf-8"))["deliveries"]
    went = {each["lot"]: {e["buyer"] for e in truth if e["lot"] == each["lot"]} for each in truth}
    own = buyers(season)[0]
    lot = next(each for each, sites in went.items() if own not in sites)
    through = door(tmp_path / "home", "food", season, buyer=own)
    said = []
    for each in (lot, f"{lot}9"):
        with pytest.raises(NotFound) as refused:
            through.run(lots=each)
        said.append(refused.value.detail.replace(each, ""))
    assert said[0] == said[1]


def test_what_is_wrong_with_a_holder_s_files_is_not_quoted_to_who_asks(
    season: Path, tmp_path: Path
) -> None:
    for file in (season / "events").iterdir():
        file.write_text('[{"type": "Secret Farm"}]', encoding="utf-8")
    through = door(tmp_path / "home", "food", season)
    with pytest.raises(Invalid) as refused:
        through.run()
    told = f"{refused.value.problem()} {job.roster(through.user, through.house.node)}"
    assert "cannot work on this dataset" in told
    assert "Secret" not in told
    assert str(season) not in told
    with pytest.raises(Invalid, match="claimed_on"):
        through.run(claimed_on="soon")


def test_a_paper_that_cannot_be_read_is_placed_in_a_release_and_not_quoted(
    papers: Path, tmp_path: Path
) -> None:
    wrong = INVOICE.replace(">840.00<", ">840,17<")
    assert wrong != INVOICE
    (papers / "wrong.xml").write_text(wrong, encoding="utf-8")
    through = door(tmp_path / "home", "trade", papers)
    release = through.run()
    use.take(through.user, through.house.node, release.id, out=tmp_path / "governed")
    texts = [each.read_text(encoding="utf-8") for each in (tmp_path / "governed").iterdir()]
    assert not [each for each in texts if "840,17" in each]
    (told,) = json.loads((tmp_path / "governed" / "report.json").read_text())["refused"]
    assert told["file"] == "wrong.xml"
    assert "/Invoice/" in told["problem"]
    assert any(reason.startswith("problem:") for reason, _ in release.withheld)
    own = weal(tmp_path / "none", "use", "trade", "check", str(papers))
    assert "840,17" in own.out["refused"][0]["problem"]
