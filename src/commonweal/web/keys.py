"""The forms by which a party changes its keys; each is confirmed, for none can be taken back."""

from commonweal.model.party import Party, PartyKey
from commonweal.web.form import Choice, Field, Form, Kind


def fresh() -> Form:
    """A key for a party whose keys have all ended."""
    return Form(
        name="new", action="/party/keys", button="Make a key", does="party.key_new", fields=()
    )


def rotation(present: PartyKey | None) -> Form:
    """A fresh key in place of the present one, which the form names."""
    return Form(
        name="rotate",
        action="/party/keys/rotation",
        button="Rotate the key",
        does="party.key_rotate",
        fields=(
            Field(
                name="replaces",
                label="Key",
                kind=Kind.HIDDEN,
                default=present.id if present else "",
            ),
            _sure("Yes, put a fresh key in its place"),
        ),
    )


def revocation(party: Party) -> Form:
    """One key that shall count no more."""
    counting = (key for key in party.keys if not key.revoked)
    return Form(
        name="revoke",
        action="/party/keys/revocation",
        button="Revoke the key",
        does="party.key_revoke",
        fields=(
            Field(
                name="key",
                label="Which key?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=key.id, text=key.id) for key in counting),
            ),
            _sure("Yes, revoke it"),
        ),
    )


def token() -> Form:
    """The token of the party's programs."""
    return Form(
        name="token",
        action="/party/token",
        button="Show the token",
        does="party.token",
        fields=(_sure("Nobody looks over my shoulder"),),
    )


def _sure(label: str) -> Field:
    return Field(name="sure", label=label, kind=Kind.CHECK)
