"""Which tests one process of many takes together: a file, and whatever looks at the one demo.

xdist's own groups write a test's id anew, which the pytest installed here does not let them.
"""

from xdist.scheduler import LoadScopeScheduling

DEMO = ("tests/e2e/", "tests/journey/test_demo.py")
ALONE = ("tests/e2e/test_picture.py", "tests/e2e/test_every_form.py", "tests/e2e/test_forms_of_")
"""Browser tests that look at something else."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out files, and the tests of the demo as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """What a test belongs to."""
    file = nodeid.partition("::")[0]
    return "the demo" if file.startswith(DEMO) and not file.startswith(ALONE) else file
