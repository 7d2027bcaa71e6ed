"""`weal diagnose`: step 1, a module for each thing that is done."""

from commonweal.cli.diagnose import compare, filing, invite, profile, report
from commonweal.cli.diagnose.group import app

__all__ = ["app", "compare", "filing", "invite", "profile", "report"]
