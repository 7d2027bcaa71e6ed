"""The forms that put something on the table: data and its use, a service in return, a file."""

from collections.abc import Mapping
from typing import Any

from commonweal.model.change import Stored
from commonweal.model.errors import Invalid
from commonweal.model.winwin import Offers
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field
from commonweal.web.slug import slug
from commonweal.web.stated import BOUNDS, STARS
from commonweal.winwin.table.star import POINTS, POINTS_OF_A_STAR, worth

_LARGEST = 200_000
"""Bytes of a file; about a thousand uses of data. The command line takes larger ones."""


def use_form(here: Place, offers: Stored[Offers] | None) -> Form:
    """A holder could share something, and another party use it."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    elements = offers.record.elements if offers else ()
    known = tuple(Choice(value=each.id, text=each.text) for each in elements)
    return Form(
        name="use",
        action=f"{here.path}/uses",
        button="Put it on the table",
        does="offers.add",
        fields=(
            *(
                (
                    Field(
                        name="element",
                        label="Which data on the table?",
                        kind=Kind.ONE,
                        needed=False,
                        choices=known,
                        help="Leave it empty to name other data below.",
                    ),
                )
                if known
                else ()
            ),
            Field(
                name="data", label="Which data could be shared?", needed=not known, most=500
            ),
            Field(
                name="holder", label="Who holds it?", kind=Kind.ONE, needed=not known,
                choices=parties,
            ),
            *_range(offers, "cost", "Cost of sharing it, to the holder", needed=not known),
            Field(name="user", label="Who would use it?", kind=Kind.ONE, choices=parties),
            Field(name="text", label="To do what?", most=500),
            *_range(offers, "private", "Gain of the user"),
            *_range(offers, "public", "Public value"),
            *_range(offers, "risk", "Risk to the holder"),
            *_origin(offers),
        ),
    )  # fmt: skip


def service_form(here: Place, offers: Stored[Offers]) -> Form:
    """A party gives something back, which may wait for a track."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    uses = tuple(Choice(value=each.id, text=each.text) for each in offers.record.uses)
    return Form(
        name="service",
        action=f"{here.path}/services",
        button="Put it on the table",
        does="offers.add",
        fields=(
            Field(name="provider", label="Who gives it?", kind=Kind.ONE, choices=parties),
            Field(name="text", label="What is given back?", most=500),
            *_range(offers, "cost", "Cost of giving it"),
            Field(name="recipients", label="Who gains?", kind=Kind.MANY, choices=parties),
            *_range(offers, "value", "Gain of each who receives it"),
            Field(
                name="uses",
                label="Which uses does it need?",
                kind=Kind.MANY,
                needed=False,
                choices=uses,
            ),
            Field(
                name="track",
                label="Which alignment track does it wait for?",
                needed=False,
                most=200,
                help="Its name, such as consent-to-publish. Empty: none.",
            ),
            *_range(offers, "track-cost", "Cost of that track to government", needed=False),
            *_origin(offers),
        ),
    )


def star_form(here: Place, offers: Stored[Offers]) -> Form:
    """Say what one star counts as on this table."""
    value = worth(offers.record)
    return Form(
        name="star",
        action=f"{here.path}/star",
        button="Count stars so",
        does="offers.value_star",
        fields=(
            Field(
                name="worth",
                label=f"What does one star count as, in {offers.record.unit}?",
                kind=Kind.NUMBER,
                default=f"{value:.15g}" if value else "",
                help="Figures that were given in stars follow it.",
            ),
            seen_field(offers.version),
        ),
    )


def file_form(here: Place, offers: Stored[Offers] | None) -> Form:
    """A file with all the offers, which replaces what lies there."""
    return Form(
        name="file",
        action=f"{here.path}/files",
        button="Replace what lies there" if offers else "Put it on the table",
        does="offers.table_file",
        fields=(
            Field(
                name="file",
                label="Which file?",
                kind=Kind.FILE,
                help=f"YAML or JSON, at most {_LARGEST // 1000} kB. It may list the parties as "
                "well: those that are not in yet are let in.",
                most=_LARGEST,
            ),
            seen_field(offers.version if offers else 0),
        ),
    )


def use_entries(values: Mapping[str, Any], offers: Stored[Offers] | None) -> dict[str, object]:
    """What a filled use form puts on the table."""
    taken = [each.id for each in offers.record.elements] if offers else []
    element = values.get("element", "")
    elements: list[dict[str, object]] = []
    if not element:
        _given(values, "data", "Name data that is on the table, or other data.")
        _given(values, "holder", "Say who holds it.")
        element = _name(values["data"], taken)
        elements = [
            {
                "id": element,
                "holder": values["holder"],
                "text": values["data"],
                "cost": _figure(values, "cost"),
            }
        ]
    use = {
        "id": _name(values["text"], [each.id for each in offers.record.uses] if offers else []),
        "element": element,
        "user": values["user"],
        "text": values["text"],
        "private_value": _figure(values, "private"),
        "public_value": _figure(values, "public"),
        "risk_to_holder": _figure(values, "risk"),
    }
    return {**_said(values), "elements": elements, "uses": [use]}


def service_entries(values: Mapping[str, Any], offers: Stored[Offers]) -> dict[str, object]:
    """What a filled service form puts on the table."""
    track = values["track"]
    known = {each.track for each in offers.record.tracks}
    service = {
        "id": _name(values["text"], [each.id for each in offers.record.services]),
        "provider": values["provider"],
        "text": values["text"],
        "cost": _figure(values, "cost"),
        "benefits": [
            {"recipient": each, "value": _figure(values, "value")} for each in values["recipients"]
        ],
        "needs_uses": list(values["uses"]),
        "needs_tracks": [track] if track else [],
    }
    tracks = []
    if track and track not in known:
        tracks.append({"track": track, "cost": _figure(values, "track-cost")})
    return {**_said(values), "services": [service], "tracks": tracks}


def _name(text: str, taken: list[str]) -> str:
    name = slug(text)
    tries = (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)


def _range(
    offers: Stored[Offers] | None, name: str, label: str, *, needed: bool = True
) -> tuple[Field, ...]:
    """Three numbers, or stars where it is known what one counts as."""
    starred = offers is None or worth(offers.record) > 0
    numbers = tuple(
        Field(
            name=f"{name}-{bound}",
            label=f"{label}: {bound}",
            kind=Kind.NUMBER,
            needed=needed and not starred,
        )
        for bound in BOUNDS
    )
    stars = Field(
        name=f"{name}-stars", label="or in stars", kind=Kind.ONE, needed=False, choices=STARS
    )
    return (*numbers, stars) if starred else numbers


def _figure(values: Mapping[str, Any], name: str) -> object:
    stars = values.get(f"{name}-stars")
    given = [values[f"{name}-{bound}"] for bound in BOUNDS]
    if stars and given != [None, None, None]:
        raise Invalid(
            detail="Stars and numbers are both given.",
            hint="Give one or the other.",
            field=f"{name}-stars",
        )
    if stars:
        return {"stars": int(stars)}
    for bound, value in zip(BOUNDS, given, strict=True):
        if value is None:
            raise Invalid(
                detail=f"{_CALLED[name]} is not given in full.",
                hint="Give low, likely and high, as numbers"
                f"{', or stars.' if f'{name}-stars' in values else '.'}",
                field=f"{name}-{bound}",
            )
    return given


_CALLED = {
    "cost": "The cost",
    "private": "The gain of the user",
    "public": "The public value",
    "risk": "The risk to the holder",
    "value": "The gain of who receives it",
    "track-cost": "The cost of that track",
}


def _given(values: Mapping[str, Any], field: str, hint: str) -> None:
    if values[field] in (None, ""):
        raise Invalid(detail="Nothing is given here.", hint=hint, field=field)


def _origin(offers: Stored[Offers] | None) -> tuple[Field, ...]:
    return (
        *_unit(offers),
        Field(
            name="source",
            label="Who says these figures?",
            most=200,
            help="Write invented if they are: the label follows them everywhere.",
        ),
        seen_field(offers.version if offers else 0),
    )


def _unit(offers: Stored[Offers] | None) -> tuple[Field, ...]:
    """The unit of the table, and what a star counts as in it: asked with the first offer."""
    if offers:
        return (Field(name="unit", label="Unit", kind=Kind.HIDDEN, default=offers.record.unit),)
    return (
        Field(
            name="unit",
            label="In which unit?",
            most=80,
            help="One for the whole table, such as thousand EUR; points where all is in stars.",
        ),
        Field(
            name="star",
            label="What does one star count as, in that unit?",
            kind=Kind.NUMBER,
            needed=False,
            help=f"For figures in stars. Empty: {POINTS_OF_A_STAR:g} if the unit is {POINTS}.",
        ),
    )


def _said(values: Mapping[str, Any]) -> dict[str, object]:
    star = values.get("star")
    if star is None and values["unit"] != POINTS and _starred(values):
        raise Invalid(
            detail="Figures are in stars, and nobody has said what one counts as.",
            hint=f"Say it, or take {POINTS} as the unit.",
            field="star",
        )
    return {
        "unit": values["unit"],
        "source": values["source"],
        **({} if star is None else {"star": star}),
    }


def _starred(values: Mapping[str, Any]) -> bool:
    """True if a figure of the first offer is in stars."""
    return "star" in values and any(
        value for name, value in values.items() if name.endswith("-stars")
    )
