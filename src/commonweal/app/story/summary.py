"""A told case as plain values: what `weal demo --json` prints."""

from commonweal.app.story.telling import Telling


def summary(told: Telling) -> dict[str, object]:
    """One case: profile, package, what was granted and refused, returns, evidence.

    Of several agreements and releases it holds the first of the story.
    """
    profile = told.diagnosis.profile
    agreement = next(iter(told.agreements.values()))
    release = next(iter(told.releases.values()))
    return {
        "id": told.case.id,
        "platform": profile.top.value if profile.top else None,
        "profile": {
            "label": profile.label.value,
            "resource_dependence": profile.shares.resource_dependence,
            "social_issue": profile.shares.social_issue,
            "societal_sector": profile.shares.societal_sector,
        },
        "deviations": [
            {
                "dimension": each.dimension.value,
                "degree": each.degree.value,
                "basis": each.basis.value,
            }
            for each in profile.deviations
        ],
        "package": {
            "public_value": told.package.public_value,
            "net_by_party": {told.named(net.party): net.net for net in told.package.nets},
            "chance": told.package.chance,
            "invented": told.package.invented,
        },
        "agreement": {
            "id": agreement.id,
            "state": agreement.state.value,
            "signatures": len(agreement.signatures),
        },
        "grants": len(told.grants),
        "refusals": [{"clause": each.clause} for each in told.refusals],
        "release": {
            "id": release.id,
            "threshold": release.threshold,
            "published": release.published,
            "withheld": dict(release.withheld),
            "decisions": len(release.decisions),
            "synthetic": release.synthetic,
        },
        "returns": [
            {"id": each.id, "promise": each.text, "state": each.state.value}
            for each in told.returns.values()
        ],
        "evidence": _evidence(told),
    }


def _evidence(told: Telling) -> dict[str, object]:
    own = next(each for each in told.verified if each.log == told.parties[told.case.founder].id)
    return {
        "entries": sum(each.entries for each in told.verified),
        "root": own.root.hex(),
        "verified": len(told.verified) > 0,
    }
