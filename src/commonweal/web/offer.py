"""The forms that put something on the table: data and its use, a service in return, a file."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from commonweal.model.change import Stored
from commonweal.model.winwin import Offers
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.range import Range
from commonweal.web.seen import seen_field
from commonweal.web.slug import slug
from commonweal.winwin.table.star import POINTS, POINTS_OF_A_STAR, worth

_LARGEST = 200_000
"""Bytes of a file; about a thousand uses of data. The command line takes larger ones."""

_OTHER = Choice(value="", text="Other data, named below")
_SHARING = Range(name="cost", label="Cost of sharing it, to the holder", least=0)
_USE = (
    Range(name="private", label="Gain of the user"),
    Range(name="public", label="Public value"),
    Range(name="risk", label="Risk to the holder", least=0),
)
_GIVING = Range(name="cost", label="Cost of giving it", least=0)
_GAIN = Range(name="value", label="Gain of each who receives it")
_TRACK = Range(name="track-cost", label="Cost of that new track to government", least=0)


def use_form(here: Place, offers: Stored[Offers] | None) -> Form:
    """A holder could share something, and another party use it."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    elements = offers.record.elements if offers else ()
    known = tuple(Choice(value=each.id, text=each.text) for each in elements)
    figure = _asking(offers)
    return Form(
        name="use",
        action=f"{here.path}/uses",
        button="Put it on the table",
        does="offers.add",
        gaps=_use_gaps,
        fields=(
            *_unit(offers),
            *(
                (
                    Field(
                        name="element",
                        label="Which data on the table?",
                        kind=Kind.ONE,
                        needed=False,
                        choices=(_OTHER, *known),
                    ),
                )
                if known
                else ()
            ),
            Field(
                name="data", label="Which other data could be shared?" if known
                else "Which data could be shared?", needed=not known, most=500,
            ),
            Field(
                name="holder", label="Who holds it?", kind=Kind.ONE, needed=not known,
                choices=parties,
            ),
            *figure(_SHARING, needed=not known),
            Field(name="user", label="Who would use it?", kind=Kind.ONE, choices=parties),
            Field(name="text", label="To do what?", most=500),
            *(field for each in _USE for field in figure(each)),
            *_origin(offers),
        ),
    )  # fmt: skip


def service_form(here: Place, offers: Stored[Offers]) -> Form:
    """A party gives something back, which may wait for a track."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    uses = tuple(Choice(value=each.id, text=each.text) for each in offers.record.uses)
    tracks = tuple(Choice(value=each.track, text=each.called) for each in offers.record.tracks)
    figure = _asking(offers)
    return Form(
        name="service",
        action=f"{here.path}/services",
        button="Put it on the table",
        does="offers.add",
        gaps=partial(_service_gaps, known=frozenset(each.value for each in tracks)),
        fields=(
            *_unit(offers),
            Field(name="provider", label="Who gives it?", kind=Kind.ONE, choices=parties),
            Field(name="text", label="What is given back?", most=500),
            *figure(_GIVING),
            Field(name="recipients", label="Who gains?", kind=Kind.MANY, choices=parties),
            *figure(_GAIN),
            Field(
                name="uses",
                label="Which uses does it need?",
                kind=Kind.MANY,
                needed=False,
                choices=uses,
            ),
            *(
                (
                    Field(
                        name="tracks",
                        label="Which alignment tracks does it wait for?",
                        kind=Kind.MANY,
                        needed=False,
                        choices=tracks,
                    ),
                )
                if tracks
                else ()
            ),
            Field(
                name="track",
                label="Which new alignment track does it wait for?",
                needed=False,
                most=200,
                help="Its name, such as consent-to-publish. Empty: none.",
            ),
            *figure(_TRACK, needed=False),
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
        element = _name(values["data"], taken)
        elements = [
            {
                "id": element,
                "holder": values["holder"],
                "text": values["data"],
                "cost": _SHARING.figure(values),
            }
        ]
    private, public, risk = (each.figure(values) for each in _USE)
    use = {
        "id": _name(values["text"], [each.id for each in offers.record.uses] if offers else []),
        "element": element,
        "user": values["user"],
        "text": values["text"],
        "private_value": private,
        "public_value": public,
        "risk_to_holder": risk,
    }
    return {**_said(values), "elements": elements, "uses": [use]}


def service_entries(values: Mapping[str, Any], offers: Stored[Offers]) -> dict[str, object]:
    """What a filled service form puts on the table."""
    new = values["track"]
    known = {each.track for each in offers.record.tracks}
    needed = dict.fromkeys((*values.get("tracks", ()), *([new] if new else [])))
    service = {
        "id": _name(values["text"], [each.id for each in offers.record.services]),
        "provider": values["provider"],
        "text": values["text"],
        "cost": _GIVING.figure(values),
        "benefits": [
            {"recipient": each, "value": _GAIN.figure(values)} for each in values["recipients"]
        ],
        "needs_uses": list(values["uses"]),
        "needs_tracks": list(needed),
    }
    tracks = []
    if new and new not in known:
        tracks.append({"track": new, "cost": _TRACK.figure(values)})
    return {**_said(values), "services": [service], "tracks": tracks}


def _name(text: str, taken: list[str]) -> str:
    name = slug(text)
    tries = (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)


def _use_gaps(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong between the fields of a use form."""
    return dict(_gaps_of_use(values))


def _gaps_of_use(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not values.get("element"):
        yield from _missing(values, "data", "Name data that is on the table, or other data.")
        yield from _missing(values, "holder", "Say who holds it.")
        yield from _SHARING.gaps(values)
    for each in _USE:
        yield from each.gaps(values)
    yield from _star_gap(values)


def _service_gaps(values: Mapping[str, Any], known: Collection[str]) -> dict[str, str]:
    """What is wrong between the fields of a service form; `known` are the tracks on the table."""
    new = values["track"] and values["track"] not in known
    figures = (_GIVING, _GAIN, *([_TRACK] if new else []))
    return {name: wrong for each in figures for name, wrong in each.gaps(values)}


def _missing(values: Mapping[str, Any], field: str, hint: str) -> Iterator[tuple[str, str]]:
    if not values[field]:
        yield field, f"Nothing is given here. {hint}"


def _star_gap(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Nobody has said what a star counts as, and the first offer has figures in stars."""
    if values.get("star") is None and values["unit"] != POINTS and _starred(values):
        yield (
            "star",
            "Figures are in stars, and nobody has said what one counts as. "
            f"Say it, or take {POINTS} as the unit.",
        )


def _asking(offers: Stored[Offers] | None) -> Callable[..., tuple[Field, ...]]:
    """How this table asks for a figure: in its unit, in stars where one counts as something."""
    return partial(
        Range.fields,
        unit=offers.record.unit if offers else "",
        starred=offers is None or worth(offers.record) > 0,
    )


def _origin(offers: Stored[Offers] | None) -> tuple[Field, ...]:
    return (
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
