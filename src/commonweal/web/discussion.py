"""A discussion on a page: what was said about one dimension, and the form that says more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.diagnose.discussion import discussions
from commonweal.diagnose.framework import framework
from commonweal.model.assessment import Dimension, Remark
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import looked_again

_SETTLED = (
    Choice(value="yes", text="Yes, this settles it"),
    Choice(value="no", text="Not yet, or not any more"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One remark, with the name of the party that made it."""

    remark: Remark
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The discussion of one dimension."""

    dimension: Dimension
    label: str
    said: tuple[Said, ...]
    settled: bool
    form: Form


def talks(
    here: Place, remarks: Sequence[Remark], posted: Form | None = None
) -> Mapping[Dimension, Talk]:
    """The discussion of every dimension; `posted` is a form that was not taken."""
    found = {}
    for dimension, each in discussions(remarks).items():
        label = framework().row(dimension).label
        fresh = remark_form(here, dimension)
        again = posted is not None and posted.value("dimension") == dimension.value
        found[dimension] = Talk(
            dimension=dimension,
            label=label,
            said=tuple(Said(remark=one, who=here.name(one.party)) for one in each.remarks),
            settled=each.settled,
            form=looked_again(posted, fresh) if posted and again else fresh,
        )
    return found


def remark_form(here: Place, dimension: Dimension | None = None) -> Form:
    """Say something about one dimension; without one, what any such form is read as."""
    name = f"remark-{dimension.value}" if dimension else "remark"
    return Form(
        name=name,
        action=f"{here.path}/remarks",
        button="Keep it",
        does="remark.make",
        fields=(
            Field(
                name="dimension",
                label="Dimension",
                kind=Kind.HIDDEN,
                default=dimension.value if dimension else "",
                most=80,
            ),
            Field(
                name="text",
                label="What was said?",
                kind=Kind.TEXT,
                help="Who talked with whom, and what the evidence shows. It is kept as you "
                "write it.",
            ),
            Field(name="settles", label="Is it settled?", kind=Kind.ONE, choices=_SETTLED),
        ),
    )
