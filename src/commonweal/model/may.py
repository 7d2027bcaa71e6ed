"""Who may do what: one table, keyed by the function of `app` that does it."""

from commonweal.model.errors import NotAllowed
from commonweal.model.party import Actor, Role
from commonweal.model.person import Right

ANY_ROLE = frozenset(Role)
_SHARERS = frozenset({Role.HOLDER, Role.USER, Role.INTERMEDIARY, Role.STEWARD})
_USERS = frozenset({Role.USER, Role.INTERMEDIARY})
_HOLDERS = frozenset({Role.HOLDER})
_HARVESTERS = frozenset({Role.BENEFICIARY, Role.USER})

NODE = frozenset[Role]()
"""No role is needed: the node's own affairs, which reveal no collaboration."""

READ = frozenset({Right.READ})
ACT = frozenset({Right.ACT})
SIGN = frozenset({Right.SIGN})
ADMIN = frozenset({Right.ADMIN})
ANYBODY = frozenset[Right]()
"""No right is needed: a password or a token decides, and what changes is one's own."""

MAY: dict[str, tuple[frozenset[Role], frozenset[Right]]] = {
    "party.add": (NODE, ACT),
    "party.renew": (NODE, ADMIN),
    "party.roster": (NODE, READ),
    "party.key_new": (NODE, ADMIN),
    "party.key_rotate": (NODE, ADMIN),
    "party.key_revoke": (NODE, ADMIN),
    "party.export": (NODE, READ),
    "party.token": (NODE, ADMIN),
    "party.key_files": (NODE, READ),
    "people.roster": (NODE, READ),
    "people.introduce": (NODE, ACT),
    "people.invite": (NODE, ADMIN),
    "people.invite_again": (NODE, ADMIN),
    "people.change": (NODE, ADMIN),
    "people.remove": (NODE, ADMIN),
    "login.set_up_code": (NODE, ADMIN),
    "login.to_set_up": (NODE, ANYBODY),
    "login.set_up": (NODE, ANYBODY),
    "login.invited": (NODE, ANYBODY),
    "login.accept": (NODE, ANYBODY),
    "login.log_in": (NODE, ANYBODY),
    "login.log_out": (NODE, ANYBODY),
    "login.who": (NODE, ANYBODY),
    "login.change_password": (NODE, ANYBODY),
    "founding.found": (NODE, ACT),
    "founding.from_case": (NODE, ACT),
    "starting.start": (NODE, ACT),
    "collaboration.new": (NODE, ACT),
    "collaboration.roster": (NODE, READ),
    "collaboration.show": (ANY_ROLE, READ),
    "collaboration.join": (_SHARERS, ACT),
    "collaboration.admit": (_SHARERS, ACT),
    "collaboration.note": (ANY_ROLE, ACT),
    "collaboration.pool": (ANY_ROLE, ACT),
    "collaboration.end": (_SHARERS, ACT),
    "progress.show": (ANY_ROLE, READ),
    "progress.roster": (NODE, READ),
    "compare.compare": (NODE, READ),
    "compare.compare_file": (NODE, READ),
    "compare.cases": (NODE, READ),
    "report.report": (ANY_ROLE, READ),
    "report.report_file": (ANY_ROLE, READ),
    "data.add": (_HOLDERS, ACT),
    "data.attach": (_HOLDERS, ACT),
    "data.catalogue": (ANY_ROLE, READ),
    "data.lanes": (NODE, READ),
    "data.lane": (NODE, READ),
    "drop.roster": (NODE, READ),
    "drop.filling": (NODE, ACT),
    "drop.make": (NODE, ACT),
    "drop.put": (NODE, ACT),
    "drop.remove": (NODE, ACT),
    "diagnosis.rate": (ANY_ROLE, ACT),
    "filing.take": (NODE, ACT),
    "filing.enter": (ANY_ROLE, ACT),
    "filing.file": (ANY_ROLE, READ),
    "diagnosis.show": (ANY_ROLE, READ),
    "diagnosis.evidence": (ANY_ROLE, READ),
    "diagnosis.figures": (ANY_ROLE, READ),
    "diagnosis.respondents": (ANY_ROLE, READ),
    "diagnosis.whole": (ANY_ROLE, READ),
    "diagnosis.course": (ANY_ROLE, READ),
    "diagnosis.advice": (ANY_ROLE, READ),
    "diagnosis.known": (NODE, READ),
    "diagnosis.studied": (NODE, READ),
    "questionnaire.begin": (ANY_ROLE, READ),
    "questionnaire.keep": (ANY_ROLE, ACT),
    "questionnaire.hand_in": (ANY_ROLE, ACT),
    "questionnaire.withdraw": (ANY_ROLE, ANYBODY),
    "questionnaire.read_on": (ANY_ROLE, ANYBODY),
    "invitation.asked": (NODE, ANYBODY),
    "invitation.result": (NODE, ANYBODY),
    "invitation.keep": (NODE, ANYBODY),
    "invitation.hand_in": (NODE, ANYBODY),
    "invitation.withdraw": (NODE, ANYBODY),
    "respondents.invite": (ANY_ROLE, ACT),
    "respondents.revoke": (ANY_ROLE, ACT),
    "respondents.roster": (ANY_ROLE, READ),
    "respondents.withdraw": (ANY_ROLE, ACT),
    "surroundings.show": (ANY_ROLE, READ),
    "surroundings.document": (ANY_ROLE, READ),
    "surroundings.sharing": (ANY_ROLE, READ),
    "surroundings.figures": (ANY_ROLE, READ),
    "surroundings.state": (ANY_ROLE, ACT),
    "surroundings.change": (ANY_ROLE, ACT),
    "remark.make": (ANY_ROLE, ACT),
    "remark.roster": (ANY_ROLE, READ),
    "offers.table": (ANY_ROLE, ACT),
    "offers.table_file": (ANY_ROLE, ACT),
    "offers.tabled": (ANY_ROLE, READ),
    "offers.document": (ANY_ROLE, READ),
    "offers.file": (ANY_ROLE, READ),
    "offers.add": (ANY_ROLE, ACT),
    "offers.change": (ANY_ROLE, ACT),
    "offers.falling": (ANY_ROLE, READ),
    "offers.describe": (ANY_ROLE, ACT),
    "offers.value_star": (ANY_ROLE, ACT),
    "offers.withdraw": (ANY_ROLE, ACT),
    "solution.start": (ANY_ROLE, ACT),
    "solution.compute": (ANY_ROLE, ACT),
    "solution.solve": (ANY_ROLE, ACT),
    "solution.show": (ANY_ROLE, READ),
    "solution.earlier": (ANY_ROLE, READ),
    "solution.at_once": (ANY_ROLE, READ),
    "solution.changed_since": (ANY_ROLE, READ),
    "solution.figures": (ANY_ROLE, READ),
    "whatif.without": (ANY_ROLE, READ),
    "whatif.blocked": (ANY_ROLE, READ),
    "solution.names": (ANY_ROLE, READ),
    "whatif.at": (ANY_ROLE, READ),
    "solution.keep_at": (ANY_ROLE, ACT),
    "frontier.start": (ANY_ROLE, ACT),
    "frontier.compute": (ANY_ROLE, ACT),
    "frontier.show": (ANY_ROLE, READ),
    "frontier.figures": (ANY_ROLE, READ),
    "need.need": (ANY_ROLE, READ),
    "explain.start": (ANY_ROLE, ACT),
    "explain.show": (ANY_ROLE, READ),
    "explain.at_once": (ANY_ROLE, READ),
    "explain.figures": (ANY_ROLE, READ),
    "explain.changed_since": (ANY_ROLE, READ),
    "limit.state": (ANY_ROLE, ACT),
    "limit.withdraw": (ANY_ROLE, ACT),
    "limit.show": (ANY_ROLE, READ),
    "businesscase.show": (ANY_ROLE, READ),
    "businesscase.roster": (ANY_ROLE, READ),
    "businesscase.figures": (ANY_ROLE, READ),
    "businesscase.file": (ANY_ROLE, READ),
    "packages.document": (ANY_ROLE, READ),
    "packages.file": (ANY_ROLE, READ),
    "plan.document": (ANY_ROLE, READ),
    "plan.file": (ANY_ROLE, READ),
    "businesscase.review": (ANY_ROLE, ACT),
    "publicvalue.show": (ANY_ROLE, READ),
    "publicvalue.document": (ANY_ROLE, READ),
    "publicvalue.file": (ANY_ROLE, READ),
    "alignment.set_track": (ANY_ROLE, ACT),
    "alignment.status": (ANY_ROLE, READ),
    "alignment.override": (ANY_ROLE, ACT),
    "agree.draft": (_SHARERS, ACT),
    "agree.roster": (ANY_ROLE, READ),
    "agree.earlier": (ANY_ROLE, READ),
    "agree.terms_from": (ANY_ROLE, READ),
    "agree.acts": (ANY_ROLE, READ),
    "agree.show": (ANY_ROLE, READ),
    "agree.sign": (ANY_ROLE, SIGN),
    "agree.attach": (ANY_ROLE, SIGN),
    "agree.withdraw": (ANY_ROLE, ACT),
    "agree.suspend": (_HOLDERS, ACT),
    "agree.resume": (_HOLDERS, ACT),
    "agree.complete": (_HOLDERS, ACT),
    "agree.export": (ANY_ROLE, READ),
    "agree.export_document": (ANY_ROLE, READ),
    "agree.sign_document": (NODE, SIGN),
    "share.request": (ANY_ROLE, ACT),
    "share.deliver": (_USERS, ACT),
    "share.delivery": (ANY_ROLE, READ),
    "share.askable": (ANY_ROLE, READ),
    "share.history": (ANY_ROLE, READ),
    "use.run": (_USERS, ACT),
    "use.asked": (_USERS, READ),
    "use.show": (ANY_ROLE, READ),
    "use.inbox": (ANY_ROLE, READ),
    "use.take": (ANY_ROLE, READ),
    "use.readers": (ANY_ROLE, READ),
    "use.tables": (ANY_ROLE, READ),
    "use.figures": (ANY_ROLE, READ),
    "use.file": (ANY_ROLE, READ),
    "use.decide": (_HARVESTERS, ACT),
    "returns.promise": (ANY_ROLE, ACT),
    "returns.promisable": (ANY_ROLE, READ),
    "returns.acts": (ANY_ROLE, READ),
    "returns.shown": (ANY_ROLE, READ),
    "returns.record": (ANY_ROLE, ACT),
    "returns.confirm": (ANY_ROLE, ACT),
    "returns.waive": (ANY_ROLE, ACT),
    "returns.overview": (ANY_ROLE, READ),
    "returns.owed": (ANY_ROLE, READ),
    "account.log": (NODE, READ),
    "account.verify": (NODE, READ),
    "account.prove": (NODE, READ),
    "account.value": (ANY_ROLE, READ),
    "account.history": (ANY_ROLE, READ),
    "account.chain": (ANY_ROLE, READ),
    "job.foreground": (NODE, ACT),
    "job.work": (NODE, ACT),
    "job.roster": (NODE, READ),
    "job.datasets": (NODE, READ),
    "job.show": (NODE, READ),
    "job.cancel": (NODE, ACT),
    "job.resume": (NODE, ACT),
}
"""The roles of which the party needs one, and the right that the person needs.

A test holds the keys equal to the public functions of `app`.
"""


def check(actor: Actor, action: str, roles: frozenset[Role] = NODE) -> None:
    """Say nothing if `actor`, whose party has `roles` here, may do `action`.

    Raises:
        NotAllowed: the party lacks the role, or the person the right.
    """
    if allowed(actor, action, roles):
        return
    either, right = MAY[action]
    if not right <= actor.rights:
        raise NotAllowed(
            detail=f"This needs the right to {_listed(right)}, which you do not have.",
            hint="Ask someone who looks after the people of your party for it.",
        )
    raise NotAllowed(
        detail=f"This needs the role {_listed(either)}; you are {_listed(roles)} here.",
        hint="Ask a party with that role to do it.",
    )


def allowed(actor: Actor, action: str, roles: frozenset[Role] = NODE) -> bool:
    """True if `check` says nothing: what is offered meets no refusal."""
    either, right = MAY[action]
    return right <= actor.rights and (not either or bool(either & roles))


def _listed(words: frozenset[Role] | frozenset[Right]) -> str:
    return " or ".join(sorted(words))
