"""A partnership that several people rated: what they said carries a word of its own."""

from datetime import UTC, datetime

from commonweal.app import collaboration
from commonweal.app.diagnose import diagnosis, remark, surroundings
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.collaboration import EventKind
from tests.app.houses import House
from tests.web.partnership import Partnership, partnership

SOCIAL, RESOURCE = (0, 3, 1), (3, 1, 0)
HOSTILE = (
    "<script>alert(1)</script> | a \\| b `x` [y](javascript:alert(2)) "
    '=HYPERLINK("https://example.org") **z** #read("secret")'
)


def rows(values: tuple[int, int, int], word: str) -> list[dict[str, object]]:
    """All 24 ratings, each dimension with an item of evidence that says the word."""
    return [
        {
            "dimension": dimension.value,
            "platform": platform.value,
            "value": value,
            "kind": "interview",
            "text": f"{word} said this of {dimension.value}",
            "period": "2026",
            "source": f"minutes of {word}",
        }
        for dimension in Dimension
        for platform, value in zip(PlatformType, values, strict=True)
    ]


def reported(
    house: House, *, title: str = "Flood", word: str = "Amaryllis", beside: str = ""
) -> Partnership:
    """Rated by three, of whom one stands apart; a request, an urgency, a remark, one risk.

    `beside` begins the names of the parties, where others of these names are there already.
    """
    made = partnership(house, title=title, tabled=False, beside=beside)
    _rated(made, word)
    _noted(made, word)
    _stated(made, word, beside)
    remark.make(
        made.user,
        house.node,
        made.id,
        dimension=Dimension.ORIENTATION,
        text=f"{word} talked it over",
        settles=True,
    )
    return made


def threatened(made: Partnership) -> None:
    """Telecom is told that a refusal will cost it something."""
    collaboration.note(
        made.user,
        made.house.node,
        made.id,
        kind=EventKind.THREAT,
        text="A licence is at stake",
        source="letter",
        askers=("City",),
        asked=str(made.holder.party),
    )


def _rated(made: Partnership, word: str) -> None:
    for actor, name, values in (
        (made.user, f"A. {word}", SOCIAL),
        (made.user, f"B. {word}", SOCIAL),
        (made.holder, f"C. {word}", RESOURCE),
    ):
        diagnosis.rate(
            actor,
            made.house.node,
            made.id,
            respondent=name,
            closeness="inside",
            rows=rows(values, word),
            stated=[
                {"dimension": "timeframe", "degree": "partly", "text": f"{word} sees no end of it"}
            ],
            motives=["reputation"],
        )


def _noted(made: Partnership, word: str) -> None:
    for month, kind in ((1, EventKind.REQUEST), (2, EventKind.URGENCY)):
        collaboration.note(
            made.user,
            made.house.node,
            made.id,
            kind=kind,
            text=f"{kind.value.capitalize()}, as {word} tells it",
            source=f"diary of {word}",
            at=datetime(2026, month, 1, tzinfo=UTC),
        )


def _stated(made: Partnership, word: str, beside: str) -> None:
    city, telecom = f"{beside}City", f"{beside}Telecom"
    surroundings.state(
        made.user,
        made.house.node,
        made.id,
        document={
            "relations": [{"of": city, "kind": "regulates", "to": telecom, "source": word}],
            "elements": [
                {
                    "name": f"calls {word}",
                    "holder": telecom,
                    "basis": "voluntary",
                    "source": "talks",
                }
            ],
            "risks": [
                {"challenge": "political", "weight": "matters", "text": f"{word} may be blamed"}
            ],
        },
    )
