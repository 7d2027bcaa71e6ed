"""The group `weal diagnose`: step 1."""

from commonweal.cli.command import group

app = group("Step 1: what kind of partnership is this, and where does it deviate.")
