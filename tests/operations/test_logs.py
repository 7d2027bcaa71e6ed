"""What the log says, and what it keeps to itself."""

import json
import subprocess
import sys
from typing import Any

BROKEN = """
import logging
import structlog
from commonweal.adapters.logs import log_to_stderr

log_to_stderr()
log = structlog.get_logger()
try:
    int("Rama Thapa")
except ValueError as problem:
    log.error("an error of ours", request="7f", exc_info=problem)
    log.exception("a job failed by an error of ours", job="job_1")
    logging.getLogger("library").error("row %s", "Rama Thapa", exc_info=True)
logging.getLogger("library").info("chatter")
"""


def logged() -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stdout == ""
    assert "Rama" not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_error_is_told_by_kind_place_and_request_never_by_its_message() -> None:
    ours, failed, library = logged()
    assert (ours["request"], failed["job"], library["event"]) == ("7f", "job_1", "row %s")
    for each in (ours, failed, library):
        assert (each["level"], each["error"]) == ("error", "ValueError")
        assert each["places"] == ["__main__:9 <module>"]
        assert each["timestamp"].endswith("Z")
