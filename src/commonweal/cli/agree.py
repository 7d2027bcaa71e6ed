"""`weal agree`: step 4."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import agree
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.errors import Invalid
from commonweal.model.ids import AgreementId, KeyId

app = group("Step 4: what may be done with which data, by whom, until when.")
Id = Annotated[str, typer.Argument(help="Id of the agreement.")]
_SHUT = "The gate is shut, and no key of it is left."


@command(app, "draft")
def draft(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
    title: Annotated[str, typer.Option(help="What it is called.")],
    dataset: Annotated[list[str] | None, typer.Option(help="Dataset id; repeatable.")] = None,
    recipient: Annotated[str, typer.Option(help="Who may use it.")] = "",
    purpose: Annotated[list[str] | None, typer.Option(help="What for; repeatable.")] = None,
    mode: Annotated[Mode | None, typer.Option(help="The lane visits, or files go out.")] = None,
    term: Annotated[
        tuple[str, str, str] | None, typer.Option(help="First day, last day, zone.")
    ] = None,
    count: Annotated[int | None, typer.Option(help="How many grants at most.")] = None,
    clause: Annotated[
        list[str] | None, typer.Option(help="A further term: TERM or TERM=VALUE[,VALUE].")
    ] = None,
    like: Annotated[str, typer.Option(help="An earlier agreement whose terms fill gaps.")] = "",
) -> Answer:
    """Draft an agreement from terms.

    Example: weal agree draft "Flood maps" --title "Once, for the flood" --dataset dat_...
    --recipient "Map NGO" --purpose disaster-response --mode visit
    --term 2026-01-01 2026-03-31 Europe/Amsterdam --count 3 --clause min-group=16
    """
    terms = [
        (ClauseTerm.PURPOSE, tuple(purpose or ())),
        (ClauseTerm.DATASET, tuple(dataset or ())),
        (ClauseTerm.RECIPIENT, (session.party_id(recipient),) if recipient else ()),
        (ClauseTerm.MODE, (mode.value,) if mode else ()),
        (ClauseTerm.TERM, term or ()),
        (ClauseTerm.COUNT, (str(count),) if count is not None else ()),
    ]
    made = agree.draft(
        session.actor,
        session.node,
        session.collaboration_id(collaboration),
        title=title,
        terms=[(name, values) for name, values in terms if values] + [*map(_clause, clause or ())],
        like=AgreementId(like) if like else None,
    )
    return Answer(
        value=made,
        show=lines(
            f"{made.title} is {made.id}, a draft.",
            f"Read it: weal agree show {made.id}. Every party signs: weal agree sign {made.id}",
        ),
    )


@command(app, "list")
def list_(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
) -> Answer:
    """List your agreements in a collaboration.

    Example: weal agree list "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = agree.roster(session.actor, session.node, id)
    rows = [(a.id, a.title, a.state.value, len(a.signatures), a.granted) for a in found]
    earlier = agree.earlier(session.actor, session.node, id)
    return Answer(
        value=found,
        show=several(
            table(
                "Agreements",
                ("id", "title", "state", "signatures", "grants"),
                rows,
                "None yet. Draft one: weal agree draft COLLABORATION ...",
            ),
            lines(*(_offered(each) for each in earlier)),
        ),
    )


@command(app, "show")
def show(session: Session, agreement: Id) -> Answer:
    """Show an agreement as text; with --json also its policy as ODRL.

    Example: weal agree show agr_...
    """
    found, text, odrl = agree.show(session.actor, session.node, AgreementId(agreement))
    return Answer(
        value={"agreement": found, "text": text.as_text(), "odrl": odrl},
        show=several(lines(text.as_text()), _state(found)),
    )


@command(app, "sign")
def sign(
    session: Session,
    agreement: Annotated[str, typer.Argument(help="Id of an agreement, or an exported FILE.")],
    key: Annotated[
        str, typer.Option(help="For a FILE: id of the key; the present one if not given.")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="For a FILE: where the signature goes.")] = None,
) -> Answer:
    """Sign an agreement; or, on a party's own machine, an exported file.

    Example: weal agree sign agr_...
    Example: weal agree sign agreement.json --key key_... --out signature.json
    """
    if out is None:
        signed = agree.sign(session.actor, session.node, AgreementId(agreement))
        return Answer(value=signed, show=_state(signed))
    document = session.read(Path(agreement))
    made = agree.sign_document(
        session.actor, session.node, document=document, key=KeyId(key) if key else None
    )
    session.write(out, made)
    return Answer(value={"signature": str(out)}, show=lines(f"Signature written to {out}."))


@command(app, "attach")
def attach(
    session: Session,
    agreement: Id,
    signature: Annotated[Path, typer.Argument(help="The signature file.")],
) -> Answer:
    """Attach a signature made on another machine.

    Example: weal agree attach agr_... signature.json
    """
    signed = agree.attach(
        session.actor,
        session.node,
        AgreementId(agreement),
        signature=session.read(signature).decode("utf-8", "replace"),
    )
    return Answer(value=signed, show=_state(signed))


@command(app, "export")
def export(
    session: Session,
    agreement: Id,
    out: Annotated[Path, typer.Option(help="File: .json canonical; .html, .pdf or .xlsx to read.")],
    canonical: Annotated[
        bool, typer.Option("--canonical", help="The exact bytes that parties sign.")
    ] = False,
) -> Answer:
    """Write an agreement to a file: the bytes to sign, or a document to read.

    Example: weal agree export agr_... --canonical --out agreement.json
    """
    id = AgreementId(agreement)
    if canonical:
        document = agree.export(session.actor, session.node, id)
        session.write(out, document.decode())
    else:
        agree.export_document(session.actor, session.node, id, out=out)
    return Answer(value={"file": str(out)}, show=lines(f"Written to {out}."))


@command(app, "withdraw")
def withdraw(session: Session, agreement: Id) -> Answer:
    """Withdraw: the gate shuts at once, the key dies.

    Example: weal agree withdraw agr_...
    """
    found = agree.withdraw(session.actor, session.node, AgreementId(agreement))
    return Answer(value=found, show=several(_state(found), lines(_SHUT)))


@command(app, "complete")
def complete(session: Session, agreement: Id) -> Answer:
    """Say that it has done what it was for.

    Example: weal agree complete agr_...
    """
    found = agree.complete(session.actor, session.node, AgreementId(agreement))
    return Answer(value=found, show=several(_state(found), lines(_SHUT)))


@command(app, "suspend")
def suspend(session: Session, agreement: Id) -> Answer:
    """Shut the gate for now.

    Example: weal agree suspend agr_...
    """
    found = agree.suspend(session.actor, session.node, AgreementId(agreement))
    return Answer(value=found, show=_state(found))


@command(app, "resume")
def resume(session: Session, agreement: Id) -> Answer:
    """Open a suspended agreement again.

    Example: weal agree resume agr_...
    """
    found = agree.resume(session.actor, session.node, AgreementId(agreement))
    return Answer(value=found, show=_state(found))


def _clause(text: str) -> tuple[ClauseTerm, tuple[str, ...]]:
    name, _, values = text.partition("=")
    try:
        term = ClauseTerm(name)
    except ValueError as gap:
        raise Invalid(
            detail=f"--clause {text!r} names no term.",
            hint=f"Known: {', '.join(term.value for term in ClauseTerm)}.",
        ) from gap
    return term, tuple(part.strip() for part in values.split(",") if part.strip())


def _offered(earlier: Agreement) -> str:
    return (
        f"Terms of {earlier.title!r} can be taken over: weal agree draft COLLABORATION "
        f"--title TITLE --like {earlier.id} --dataset DATASET"
    )


def _state(found: Agreement) -> Show:
    return lines(
        f"{found.title}: {found.state.value}; "
        f"{len(found.signatures)} of {len(found.parties)} signatures; "
        f"term {found.term.first_day} to {found.term.last_day} ({found.term.zone}), "
        f"[{found.term.start:%Y-%m-%d %H:%M}Z, {found.term.end:%Y-%m-%d %H:%M}Z)"
    )
