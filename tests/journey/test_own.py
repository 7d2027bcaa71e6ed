"""An invented fourth collaboration, from `weal new` to a verified log, without the cases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.journey.weal import weal

TITLE = "Flood maps of Riverton"
TODAY = datetime.now(UTC).date()
WORLD = World(subscribers=3000, days=12, seed=4)

RATINGS = "\n".join(
    ["dimension,platform,value,kind,text,period,source"]
    + [
        f"{dimension},{platform},{value},interview,said so,2026,the clerk"
        for dimension in (
            *("primary_interest", "contextual_factors", "problem_definition", "orientation"),
            *("dependencies", "timeframe", "sector_conceptualisation", "sensemaking"),
        )
        for platform, value in (
            ("resource_dependence", 1),
            ("social_issue", 3),
            ("societal_sector", 0),
        )
    ]
)

OFFERS = """
unit: points
source: invented
on: 2026-11-01
elements:
  - {id: calls, holder: River Telecom, text: Call records, cost: [2, 3, 4]}
uses:
  - id: map
    element: calls
    user: Map NGO
    text: Flood map
    private_value: [3, 4, 5]
    public_value: [40, 60, 80]
    risk_to_holder: [1, 2, 3]
services:
  - id: report
    provider: Map NGO
    text: Outage report
    cost: [1, 1, 2]
    benefits: [{recipient: River Telecom, value: [8, 10, 14]}]
    needs_uses: [map]
    needs_tracks: [consent]
tracks:
  - {track: consent, cost: [1, 1, 2]}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own") / "home"


def ok(home: Path, *words: str, party: str = "Map NGO") -> Any:
    said = weal(home, *words, party=party)
    assert said.code == 0, said.problem
    return said.out


@pytest.mark.requirement(23, 34, 46)
def test_from_new_to_a_verified_log(home: Path, tmp_path: Path) -> None:
    made = weal(
        home, "new", TITLE, "--host", "Map NGO", "--issue", "Who is cut off", "--role", "user",
        "--role", "data steward",
    )  # fmt: skip
    assert made.code == 0, made.problem
    ok(home, "party", "add", "River Telecom", "--kind", "business", "--collaboration", TITLE,
       "--role", "holder")  # fmt: skip
    ok(home, "party", "add", "City of Riverton", "--kind", "government", "--collaboration", TITLE,
       "--role", "beneficiary")  # fmt: skip
    ok(home, "note", TITLE, "urgency", "The river rose", "--source", "city log")

    ratings = tmp_path / "ratings.csv"
    ratings.write_text(RATINGS, encoding="utf-8")
    ok(home, "diagnose", "rate", TITLE, str(ratings), "--respondent", "a clerk")
    found = ok(home, "diagnose", "show", TITLE)
    assert found["largest"] == "social_issue"

    offers = tmp_path / "offers.yaml"
    offers.write_text(OFFERS, encoding="utf-8")
    ok(home, "winwin", "import", str(offers), "--collaboration", TITLE)
    package = ok(home, "winwin", "solve", TITLE)
    assert package["services"] == ["report"]
    track = ("align", "set", TITLE, "consent")
    where = ("--kind", "legal", "--authority", "City council", "--country", "NL")
    ok(home, *track, "open", *where)

    folder = tmp_path / "calls"
    synthesise(folder, WORLD)
    dataset = ok(home, "data", "add", str(folder), "--holder", "River Telecom", "--collaboration",
                 TITLE, "--synthetic", party="River Telecom")["id"]  # fmt: skip
    agreement = ok(
        home, "agree", "draft", TITLE, "--title", "Flood, once", "--dataset", dataset,
        "--recipient", "Map NGO", "--purpose", "disaster-response", "--mode", "visit",
        "--term", str(TODAY - timedelta(days=1)), str(TODAY + timedelta(days=30)), "Europe/Paris",
        "--count", "1", "--clause", "min-group=20",
    )["id"]  # fmt: skip
    promised = ok(
        home,
        "returns",
        "promise",
        agreement,
        "--to",
        "River Telecom",
        "--text",
        "Outage report",
        "--amount",
        "1",
        "--unit",
        "reports",
        "--due",
        str(TODAY + timedelta(days=20)),
        "--source",
        "us",
        "--needs",
        "consent",
    )
    assert promised["state"] == "promised"
    before = weal(home, "share", "request", dataset, "--purpose", "disaster-response",
                  party="Map NGO")  # fmt: skip
    assert before.code == 3
    assert before.out["refusal"]["clause"] == "state"
    ok(home, "agree", "sign", agreement, party="River Telecom")
    signed = ok(home, "agree", "sign", agreement)
    assert signed["state"] == "active"

    refused = weal(home, "share", "request", dataset, "--purpose", "research", party="Map NGO")
    assert refused.code == 3
    assert refused.out["refusal"]["clause"] != "state"
    stranger = weal(home, "share", "request", dataset, "--purpose", "disaster-response",
                    party="City of Riverton")  # fmt: skip
    absent = weal(home, "share", "request", "dat_NONE", "--purpose", "disaster-response",
                  party="City of Riverton")  # fmt: skip
    assert stranger.code == absent.code == 5
    assert stranger.problem["detail"].replace(dataset, "X") == absent.problem["detail"].replace(
        "dat_NONE", "X"
    )

    grant = ok(home, "share", "request", dataset, "--purpose", "disaster-response")["grant"]["id"]
    settings = [f"--set={name}={value}" for name, value in WORLD.settings().items()]
    release = ok(home, "use", "run", "mobility", "--grant", grant, *settings,
                 "--out", str(tmp_path / "release"))  # fmt: skip
    assert release["threshold"] == 20
    assert (tmp_path / "release" / "flows.csv").is_file()
    inbox = ok(home, "use", "releases", TITLE, party="City of Riverton")
    assert [each["id"] for each in inbox] == [release["id"]]
    ok(home, "use", "decide", release["id"], "Two boats move", party="City of Riverton")

    early = weal(home, "returns", "record", promised["id"], "--amount", "1", "--unit", "reports",
                 "--source", "us", "--evidence", release["id"], party="Map NGO")  # fmt: skip
    assert early.code == 3
    ok(home, *track, "done", *where)
    ok(home, "returns", "record", promised["id"], "--amount", "1", "--unit", "reports",
       "--source", "us", "--evidence", release["id"])  # fmt: skip
    confirmed = ok(home, "returns", "confirm", promised["id"], party="River Telecom")
    assert confirmed["state"] == "confirmed"

    ok(home, "end", TITLE)
    going_on = ok(home, "agree", "show", agreement)["agreement"]["state"]
    assert going_on == "active"
    document = tmp_path / "agreement.pdf"
    ok(home, "agree", "export", agreement, "--out", str(document))
    assert document.read_bytes().startswith(b"%PDF")
    ok(home, "agree", "complete", agreement, party="River Telecom")
    assert ok(home, "agree", "show", agreement)["agreement"]["state"] == "closed"

    verified = ok(home, "account", "verify", party="operator")
    assert len(verified) == 3
    assert len(ok(home, "account", "verify")) == 1
    value = ok(home, "account", "value", TITLE)
    assert value
    following = ok(home, "new", "Flood maps, next year", "--from", made.out["id"])
    assert following["template"] == made.out["id"]
    tracks = ok(home, "align", "status", following["id"])["tracks"]
    assert [(each["name"], each["state"]) for each in tracks] == [("consent", "open")]
    assert ok(home, "account", "verify")
