"""The forms of a holder: bring files, delete them, attach them as a dataset."""

from collections.abc import Sequence

from commonweal.model.dataset import Sensitivity
from commonweal.model.drop import MOST_BYTES, MOST_FILES, Drop
from commonweal.model.ids import LONGEST_ID
from commonweal.use.lane import AnyLane
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.upload import FILES

COLUMN, SETTING = "column-", "setting-"
_SENSITIVITIES = (
    Choice(value=Sensitivity.OPEN.value, text="Open: a leak would harm nobody"),
    Choice(value=Sensitivity.COMMERCIAL.value, text="Commercial: a leak would harm a business"),
    Choice(value=Sensitivity.PERSONAL.value, text="Personal: a leak would harm people"),
)


def bring_form(here: Place) -> Form:
    """Files from the browser, as a new drop."""
    return Form(
        name="bring",
        action=f"{here.path}/drops",
        button="Bring the files",
        does="drop.make",
        fields=(
            Field(
                name="name",
                label="What is the drop called?",
                help="Letters, digits, - and _, such as calls-2026. Your party alone sees it.",
                most=LONGEST_ID,
            ),
            Field(
                name=FILES,
                label="Which files?",
                kind=Kind.FILE,
                help=f"At most {MOST_FILES:,} files and {MOST_BYTES >> 20} MiB in all. "
                "They are kept together, or not at all.",
            ),
        ),
    )


def remove_form(here: Place, drops: Sequence[Drop]) -> Form:
    """Delete one that is not attached."""
    return Form(
        name="remove",
        action=f"{here.path}/drops/removal",
        button="Delete the drop",
        does="drop.remove",
        fields=(
            Field(
                name="drop",
                label="Which drop?",
                kind=Kind.ONE,
                choices=tuple(_choice(each) for each in drops if not each.attached),
            ),
            Field(name="sure", label="Yes, delete its files for good", kind=Kind.CHECK),
        ),
    )


def attach_form(here: Place, drops: Sequence[Drop], reads: AnyLane) -> Form:
    """Say what a drop holds: the fields are those of the lane that reads it."""
    choices = tuple(_choice(each) for each in drops if not each.wrong)
    fresh = [each.name for each in drops if not each.wrong and not each.attached]
    mapped = (each for contract in reads.inputs if contract.mapped for each in contract.columns)
    return Form(
        name="attach",
        action=f"{here.path}/datasets/{reads.name}",
        button="Attach the dataset",
        does="data.attach",
        fields=(
            Field(
                name="drop",
                label="Which drop?",
                kind=Kind.ONE,
                choices=choices,
                default=fresh[0] if len(fresh) == 1 else "",
            ),
            Field(
                name="title",
                label="What do others call it?",
                help="All parties of this collaboration see the title.",
                most=200,
            ),
            Field(
                name="sensitivity",
                label="How sensitive is it?",
                kind=Kind.ONE,
                choices=_SENSITIVITIES,
            ),
            Field(
                name="synthetic",
                label="The data is synthetic: the label follows it into every release",
                kind=Kind.CHECK,
                needed=False,
            ),
            *(
                Field(name=f"{COLUMN}{each}", label=each, needed=False, most=200)
                for each in dict.fromkeys(mapped)
            ),
            *(
                Field(name=f"{SETTING}{name}", label=name, help=f"{text}.", needed=False)
                for name, text in reads.settings.items()
            ),
        ),
    )


def _choice(found: Drop) -> Choice:
    became = f", attached as {found.attached[0]}" if found.attached else ""
    files = " file" if len(found.files) == 1 else " files"
    return Choice(value=found.name, text=f"{found.name} ({count(found)}{files}{became})")


def count(found: Drop) -> str:
    """How many files a drop holds."""
    return f"{'more than ' if found.more else ''}{len(found.files):,}"
