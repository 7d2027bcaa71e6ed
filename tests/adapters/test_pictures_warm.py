"""A server draws its first picture before anybody asks for one."""

from pathlib import Path

import pytest

from commonweal.adapters.pictures import bundle, warmed
from commonweal.adapters.pictures.press import press


@pytest.mark.ci
def test_once_warm_the_process_runs_and_the_script_is_kept(tmp_path: Path) -> None:
    press().close()
    warmed(tmp_path).join(60)
    (kept,) = tmp_path.rglob("vega-*.js")
    name, content = bundle(tmp_path)
    assert kept.name == name
    assert kept.read_bytes() == content


def test_what_fails_while_warming_is_no_trouble_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    thread = warmed(tmp_path / "file")
    thread.join(60)
    assert not thread.is_alive()
