import os
from pathlib import Path

import pytest

from commonweal.adapters.holdings import HoldingFolders
from commonweal.model.errors import Invalid


@pytest.mark.parametrize("name", [b"a\nb.xml", b"\xff.xml", b"\x1b[31m.json"])
def test_a_file_whose_name_cannot_be_shown_is_refused_with_a_sentence(
    tmp_path: Path, name: bytes
) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("x", encoding="utf-8")
    with pytest.raises(Invalid, match="no name that can be shown") as refused:
        HoldingFolders().listing(tmp_path)
    assert refused.value.detail.isprintable()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "out.txt")
    with pytest.raises(Invalid, match="leads out of the folder"):
        HoldingFolders().listing(tmp_path / "in")
