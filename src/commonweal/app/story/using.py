"""A lane behind the gate: what leaves, what stays, and what it is good for."""

import csv
from collections import Counter
from io import StringIO

from commonweal.app import use
from commonweal.app.story.telling import Telling
from commonweal.cases.act import Compare, Decide, Quote, Run, Show, Tally
from commonweal.model.ids import ReleaseId
from commonweal.model.release import Release


def ran(told: Telling, act: Run) -> None:
    """The lane runs on what a grant opens; only what passes disclosure becomes a release."""
    grant = told.grants[act.grant]
    actor = told.actor(next(n for n, p in told.parties.items() if p.id == grant.recipient))
    lane = next(each.lane for each in told.datasets.values() if each.id == grant.dataset)
    job = use.run(actor, told.node, grant.id, lane=lane, settings=act.settings)
    made = ReleaseId(told.finished(actor, job))
    told.releases[act.name] = use.show(actor, told.node, made)


def shown(told: Telling, act: Show) -> None:
    """What left, and what stayed with the holder and why."""
    release = told.releases[act.release]
    hidden = sum(count for _, count in release.withheld)
    if release.threshold:
        told.ours(
            f"Release {release.id}: {release.published} figures published, {hidden} withheld; "
            f"none counts fewer than {release.threshold} people. Label: synthetic."
        )
        return
    told.ours(
        f"Release {release.id}: {release.published} values leave, {hidden} stay with the holder. "
        "Label: synthetic."
    )
    for reason, count in release.withheld:
        told.ours(f"What stays: {reason} ({count} values).")


def tallied(told: Telling, act: Tally) -> None:
    """How often each word stands in a column, most often first."""
    found = Counter(row[act.column] for row in rows(told, act.release, act.file))
    words = ", ".join(f"{count} {word}" for word, count in found.most_common())
    told.ours(f"{act.text}: {words or 'none'}.")


def quoted(told: Telling, act: Quote) -> None:
    """A few rows of a table as they leave."""
    for row in rows(told, act.release, act.file)[: act.most]:
        told.ours(f"  {', '.join(row[each] for each in act.columns if row[each])}")


def compared(told: Telling, act: Compare) -> None:
    """Whether a file is the same in two releases, byte for byte."""
    one, other = (_file(told, told.releases[each], act.file) for each in act.releases)
    told.ours(act.text.format(same="the same" if one == other else "DIFFERENT"))


def decided(told: Telling, act: Decide) -> None:
    """A party records which decision a release informed."""
    release = told.releases[act.release]
    told.releases[act.release] = use.decide(
        told.actor(act.by), told.node, release.id, text=act.text
    )
    told.sourced(f"{told.parties[act.by].name} decides: {act.text}.", act.source)


def rows(told: Telling, release: str, file: str) -> list[dict[str, str]]:
    """The rows of a table that left with a release, by column name."""
    text = _file(told, told.releases[release], file).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def _file(told: Telling, release: Release, name: str) -> bytes:
    return told.node.releases.read(release.id, name, dict(release.files)[name])
