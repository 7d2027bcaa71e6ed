"""Who may do what: one table, keyed by the function of `app` that does it."""

from commonweal.model.errors import NotAllowed
from commonweal.model.party import Role

ANY_ROLE = frozenset(Role)
_SHARERS = frozenset({Role.HOLDER, Role.USER, Role.INTERMEDIARY, Role.STEWARD})
_USERS = frozenset({Role.USER, Role.INTERMEDIARY})
_HOLDERS = frozenset({Role.HOLDER})
_HARVESTERS = frozenset({Role.BENEFICIARY, Role.USER})

NODE = frozenset[Role]()
"""No role is needed: the node's own affairs, which reveal no collaboration."""

MAY: dict[str, frozenset[Role]] = {
    "party.add": NODE,
    "party.renew": NODE,
    "party.roster": NODE,
    "party.key_new": NODE,
    "party.key_rotate": NODE,
    "party.key_revoke": NODE,
    "party.export": NODE,
    "party.token": NODE,
    "founding.found": NODE,
    "founding.from_case": NODE,
    "collaboration.new": NODE,
    "collaboration.roster": NODE,
    "collaboration.show": ANY_ROLE,
    "collaboration.join": _SHARERS,
    "collaboration.admit": _SHARERS,
    "collaboration.note": ANY_ROLE,
    "collaboration.end": _SHARERS,
    "data.add": _HOLDERS,
    "data.catalogue": ANY_ROLE,
    "diagnose.rate": ANY_ROLE,
    "diagnose.show": ANY_ROLE,
    "winwin.table": ANY_ROLE,
    "winwin.solve": ANY_ROLE,
    "winwin.show": ANY_ROLE,
    "align.set_track": ANY_ROLE,
    "align.status": ANY_ROLE,
    "agree.draft": _SHARERS,
    "agree.roster": ANY_ROLE,
    "agree.show": ANY_ROLE,
    "agree.sign": ANY_ROLE,
    "agree.attach": ANY_ROLE,
    "agree.withdraw": ANY_ROLE,
    "agree.suspend": _HOLDERS,
    "agree.resume": _HOLDERS,
    "agree.complete": _HOLDERS,
    "agree.export": ANY_ROLE,
    "agree.export_document": ANY_ROLE,
    "agree.sign_document": NODE,
    "share.request": ANY_ROLE,
    "share.deliver": _USERS,
    "share.delivery": ANY_ROLE,
    "share.history": ANY_ROLE,
    "use.run": _USERS,
    "use.show": ANY_ROLE,
    "use.inbox": ANY_ROLE,
    "use.take": ANY_ROLE,
    "use.figures": ANY_ROLE,
    "use.file": ANY_ROLE,
    "use.decide": _HARVESTERS,
    "returns.promise": ANY_ROLE,
    "returns.record": ANY_ROLE,
    "returns.confirm": ANY_ROLE,
    "returns.waive": ANY_ROLE,
    "returns.overview": ANY_ROLE,
    "account.log": NODE,
    "account.verify": NODE,
    "account.prove": NODE,
    "account.value": ANY_ROLE,
    "job.foreground": NODE,
    "job.work": NODE,
    "job.roster": NODE,
    "job.show": NODE,
    "job.cancel": NODE,
    "job.resume": NODE,
}
"""A role that may is enough; a test holds the keys equal to the public functions of `app`."""


def check(action: str, roles: frozenset[Role]) -> None:
    """Say nothing if one of these roles may do `action`, else raise NotAllowed."""
    needed = MAY[action]
    if needed and not (needed & roles):
        raise NotAllowed(
            detail=f"{action} needs the role {_either(needed)}; you are {_either(roles)} here.",
            hint="Ask a party with that role to do it.",
        )


def _either(roles: frozenset[Role]) -> str:
    return " or ".join(sorted(roles))
