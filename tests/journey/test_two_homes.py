"""Two parties on two nodes sign one agreement: files go between them, keys never do."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.journey.weal import weal

TODAY = datetime.now(UTC).date()


def ok(home: Path, *words: str, party: str = "") -> Any:
    said = weal(home, *words, party=party)
    assert said.code == 0, said.problem
    return said.out


def drafted(host: Path, folder: Path, card: Path) -> str:
    """On the host's node: the holder's data and a draft for a party that lives elsewhere."""
    ok(host, "new", "Flood", "--host", "Telecom", "--issue", "Who", "--role", "holder")
    ok(host, "party", "add", "--card", str(card), "--collaboration", "Flood", "--role", "user")
    synthesise(folder, World(subscribers=100, days=8, seed=1, areas=3, hit=1))
    dataset = ok(host, "data", "add", str(folder), "--holder", "Telecom", "--collaboration",
                 "Flood", "--synthetic")["id"]  # fmt: skip
    made: str = ok(
        host, "agree", "draft", "Flood", "--title", "Once", "--dataset", dataset, "--recipient",
        "Map NGO", "--purpose", "disaster-response", "--mode", "visit", "--term",
        str(TODAY - timedelta(days=1)), str(TODAY + timedelta(days=9)), "Europe/Paris",
    )["id"]  # fmt: skip
    ok(host, "agree", "sign", made)
    return made


def carded(guest: Path, out: Path) -> str:
    """On the guest's node: its card as a file, and its key."""
    return str(ok(guest, "party", "key", "export", "Map NGO", "--out", str(out))["keys"][-1]["id"])


def test_a_party_signs_on_its_own_node(tmp_path: Path) -> None:
    host, guest = tmp_path / "host", tmp_path / "guest"
    ok(guest, "party", "add", "Map NGO", "--kind", "ngo")
    key = carded(guest, tmp_path / "card.json")
    agreement = drafted(host, tmp_path / "calls", tmp_path / "card.json")
    document, signature = tmp_path / "agreement.json", tmp_path / "signature.json"
    ok(host, "agree", "export", agreement, "--canonical", "--out", str(document))

    changed = tmp_path / "changed.json"
    changed.write_text(document.read_text().replace('"Once"', '"Ever"'), encoding="utf-8")
    assert weal(guest, "agree", "sign", str(changed), "--key", key, "--out",
                str(tmp_path / "no.json")).code == 0  # fmt: skip
    refused = weal(host, "agree", "attach", agreement, str(tmp_path / "no.json"))
    assert refused.code == 4, refused

    ok(guest, "agree", "sign", str(document), "--key", key, "--out", str(signature))
    told = json.loads(signature.read_text())
    back = {**told, "at": f"{TODAY - timedelta(days=2)}T00:00:00.000000Z"}
    (tmp_path / "back.json").write_text(json.dumps(back), encoding="utf-8")
    dated = weal(host, "agree", "attach", agreement, str(tmp_path / "back.json"))
    assert dated.code == 4
    assert ok(host, "agree", "attach", agreement, str(signature))["state"] == "active"
    for home in (host, guest):
        assert ok(home, "account", "verify")


def test_a_party_that_changed_its_key_elsewhere_sends_a_new_card(tmp_path: Path) -> None:
    host, guest = tmp_path / "host", tmp_path / "guest"
    ok(guest, "party", "add", "Map NGO", "--kind", "ngo")
    carded(guest, tmp_path / "old.json")
    agreement = drafted(host, tmp_path / "calls", tmp_path / "old.json")
    ok(guest, "party", "key", "rotate", "Map NGO")
    key = carded(guest, tmp_path / "new.json")
    document, signature = tmp_path / "agreement.json", tmp_path / "signature.json"
    ok(host, "agree", "export", agreement, "--canonical", "--out", str(document))
    ok(guest, "agree", "sign", str(document), "--key", key, "--out", str(signature))
    unknown = weal(host, "agree", "attach", agreement, str(signature))
    assert unknown.code == 2
    assert "belongs to no party" in unknown.problem["detail"]

    imposter = tmp_path / "imposter"
    ok(imposter, "party", "add", "Map NGO", "--kind", "ngo")
    carded(imposter, tmp_path / "false.json")
    assert weal(host, "party", "renew", "Map NGO", str(tmp_path / "false.json")).code == 6
    ok(host, "party", "renew", "Map NGO", str(tmp_path / "new.json"))
    assert ok(host, "agree", "attach", agreement, str(signature))["state"] == "active"
