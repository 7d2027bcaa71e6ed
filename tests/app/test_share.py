"""What is offered with a grant, and what becomes of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.app import agree, job, share, use
from commonweal.model.agreement import Mode
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound, NotPermitted
from commonweal.model.ids import AgreementId, GrantId
from commonweal.model.may import READ
from commonweal.model.party import Actor
from commonweal.share.gate import GRANT_LASTS
from commonweal.share.state import DELIVER, RUN, GrantState
from tests.app.journey import WORLD, Journey, agreed, attached, granted, travelled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("grants") / "home")


def history(told: Journey, actor: Actor | None = None) -> share.History:
    return share.history(actor or told.user, told.house.node, told.collaboration)


def fresh(told: Journey, mode: Mode) -> tuple[AgreementId, GrantId]:
    made = agreed(told.house, told.user, told.holder, told.collaboration, told.dataset, mode)
    return made, granted(told.house, told.user, told.dataset, mode)


def run(told: Journey, grant: GrantId) -> None:
    use.run(told.user, told.house.node, grant, lane="mobility", settings=WORLD.settings())


def test_only_what_an_agreement_of_the_party_names_can_be_asked_for(told: Journey) -> None:
    folder = Path(told.house.node.records.get(Dataset, told.dataset).record.place)
    bare = attached(told.house, told.holder, told.collaboration, folder)
    asked = {each.id for each in share.askable(told.user, told.house.node, told.collaboration)}
    assert told.dataset in asked
    assert bare not in asked


def test_each_grant_is_told_as_it_stands(told: Journey) -> None:
    found = history(told)
    assert found.states[told.visited] is GrantState.USED
    assert found.states[told.delivered] is GrantState.DELIVERED
    assert found.acts.get(told.visited) is None
    assert found.acts[told.delivered] == RUN


def test_only_the_recipient_and_whoever_may_act_for_it_is_offered_something(told: Journey) -> None:
    assert history(told, told.holder).states == history(told).states
    assert history(told, told.holder).acts == {}
    assert history(told, replace(told.user, rights=READ)).acts == {}


def test_a_grant_that_ran_out_offers_what_is_refused_no_longer(told: Journey) -> None:
    _, visit = fresh(told, Mode.VISIT)
    assert history(told).acts[visit] == RUN
    told.house.clock.turn_to(told.house.clock.now() + GRANT_LASTS + timedelta(seconds=1))
    assert history(told).states[visit] is GrantState.EXPIRED
    assert visit not in history(told).acts
    with pytest.raises(NotPermitted):
        run(told, visit)


def test_a_suspended_agreement_shuts_its_grants_until_it_is_resumed(told: Journey) -> None:
    node = told.house.node
    agree.suspend(told.holder, node, told.agreement)
    assert history(told).states[told.delivered] is GrantState.SUSPENDED
    assert told.delivered not in history(told).acts
    with pytest.raises(NotPermitted):
        run(told, told.delivered)
    agree.resume(told.holder, node, told.agreement)
    assert history(told).acts[told.delivered] == RUN


def test_a_delivery_is_offered_made_and_then_opened_until_the_agreement_ends(
    told: Journey,
) -> None:
    node = told.house.node
    made, files = fresh(told, Mode.DELIVER)
    assert (history(told).states[files], history(told).acts[files]) == (GrantState.OPEN, DELIVER)
    asked = share.deliver(told.user, node, files)
    assert history(told).states[files] is GrantState.ANNOUNCED
    assert share.deliver(told.user, node, files) == asked
    job.foreground(told.user, node, asked)
    assert (history(told).states[files], history(told).acts[files]) == (GrantState.DELIVERED, RUN)
    agree.complete(told.holder, node, made)
    assert history(told).states[files] is GrantState.ENDED
    assert files not in history(told).acts
    with pytest.raises(NotPermitted):
        run(told, files)


def test_a_grant_of_another_is_not_found(told: Journey, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        share.deliver(told.holder, told.house.node, told.delivered, out=tmp_path / "out")
