"""Which tests one process of many takes together: a file, and whatever looks at the one demo.

xdist's own groups write a test's id anew, which the pytest installed here does not let them.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

DEMO = ("tests/e2e/", "tests/journey/test_demo.py", "tests/journey/test_nepal.py")
ALONE = (
    *("tests/e2e/test_picture.py", "tests/e2e/test_every_form.py", "tests/e2e/test_forms_of_"),
    *("tests/e2e/test_packages.py", "tests/e2e/test_questionnaire.py"),
)
"""Browser tests that look at something else."""

LONG = (
    *("the demo", "tests/docs/test_guides.py", "tests/records/test_crash.py"),
    *("tests/app/test_crash.py", "tests/api/test_schema.py", "tests/e2e/"),
    *("tests/operations/", "tests/journey/"),
)
"""What takes long begins first, so that no process has it left when the others are done."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out files in the order of `turn`, and the tests of the demo as if they were one."""

    def __init__(self, config: Any, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """What a test belongs to."""
    file = nodeid.partition("::")[0]
    return "the demo" if file.startswith(DEMO) and not file.startswith(ALONE) else file


def turn(nodeid: str) -> int:
    """When a test's turn comes: the place of what it belongs to among the long ones, else after."""
    named = scope(nodeid)
    return next((place for place, long in enumerate(LONG) if named.startswith(long)), len(LONG))
