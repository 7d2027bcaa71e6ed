"""What the report is about, and what it is not."""

from collections.abc import Iterator
from datetime import datetime

from commonweal.adapters.documents import Facts, Note, Paragraph, Section, Table
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.framework import framework
from commonweal.diagnose.map import roles


def opening(found: Diagnosis) -> Iterator[Section]:
    """The partnership, who is in it, and how far the report may be trusted."""
    yield Section(
        heading="What this is, and what it is not",
        blocks=(
            Paragraph(
                text="It says how respondents see this partnership under the paper's framework: "
                "three platforms, eight dimensions (S3, Table 1). It is a means to make sense of a "
                "partnership together, not a score."
            ),
            Note(
                text="It repeats what respondents read, and validates nothing. The framework is "
                "static: read the dimensions with the process (S4.2)."
            ),
            Facts(
                pairs=(
                    ("Partnership", found.collaboration.title),
                    ("About", found.collaboration.issue),
                    ("State", found.collaboration.state.value),
                    ("Respondents", str(len(found.assessments))),
                    ("As of", _told(newest(found))),
                    ("Framework", _versions(found)),
                )
            ),
            _members(found),
        ),
    )


def newest(found: Diagnosis) -> datetime:
    """When the newest of what the report rests on happened or was said; it asks no clock."""
    around = found.situation.surroundings
    given = [each.at for each in found.assessments]
    said = [each.at for each in found.remarks]
    noted = [each.at for each in found.collaboration.events]
    return max([*given, *said, *noted, *([around.at] if around else [])])


def _members(found: Diagnosis) -> Table:
    now = found.situation
    return Table(
        columns=("party", "sector", "roles"),
        rows=tuple(
            (
                now.names[each.party],
                now.kinds[each.party].words,
                roles(each),
            )
            for each in found.collaboration.members
        ),
        caption="Who takes part. A party holds a set of roles.",
    )


def _versions(found: Diagnosis) -> str:
    rated = sorted({each.framework for each in found.assessments if each.framework})
    told = f"version {framework().version}"
    return told if rated in ([], [framework().version]) else f"{told}; rated: {', '.join(rated)}"


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
