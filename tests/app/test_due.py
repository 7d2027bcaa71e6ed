"""What time brings, whoever asks and however often."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

from commonweal.app import account, collaboration
from commonweal.app.acts import act, carry_out
from commonweal.app.build import build
from commonweal.app.due import settle
from commonweal.app.party import add
from commonweal.app.settings import settings
from commonweal.app.story.clock import StoryClock
from commonweal.model.agreement import Agreement, AgreementState, Mode
from commonweal.model.change import Write
from commonweal.model.evidence import Kind
from commonweal.model.ids import AgreementId, KeyId
from commonweal.model.party import OPERATOR, PartyKey, PartyKind, Role
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.app.houses import START, House, house
from tests.app.journey import agreed, attached

AFTER = START + timedelta(days=60)


def in_force(tmp_path: Path) -> House:
    """A house with one agreement in force, whose term ends before `AFTER`."""
    synthesise(tmp_path / "d", World(subscribers=50, days=8, seed=1, areas=3, hit=1))
    built = house(tmp_path / "home")
    user, holder = built.party("Mappers"), built.party("Telecom", PartyKind.BUSINESS)
    made = collaboration.new(
        user, built.node, title="Flood", issue="Who", roles=frozenset({Role.USER})
    ).id
    assert holder.party
    collaboration.join(user, built.node, made, party=holder.party, roles=frozenset({Role.HOLDER}))
    dataset = attached(built, holder, made, tmp_path / "d")
    agreed(built, user, holder, made, dataset, Mode.VISIT)
    return built


def test_processes_that_settle_at_once_end_an_agreement_once(tmp_path: Path) -> None:
    built = in_force(tmp_path)
    nodes = [build(settings(built.node.home, "", {}), StoryClock(AFTER)) for _ in range(4)]
    together, failed = Barrier(len(nodes)), list[BaseException]()

    def run(number: int) -> None:
        together.wait(timeout=20)
        try:
            settle(nodes[number])
        except BaseException as gap:  # noqa: BLE001  # handed to the test
            failed.append(gap)

    threads = [Thread(target=run, args=(number,)) for number in range(len(nodes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    node = nodes[0]
    settle(node)
    (agreement,) = node.records.find(Agreement)
    assert agreement.record.state is AgreementState.CLOSED
    assert agreement.record.key_destroyed
    account.verify(OPERATOR, node)


def test_an_agreement_of_parties_elsewhere_ends_in_the_log_of_who_is_here(tmp_path: Path) -> None:
    built = in_force(tmp_path)
    broker = built.party("Broker")
    elsewhere = tuple(
        add(
            broker,
            built.node,
            name=name,
            kind=PartyKind.NGO,
            keys=(PartyKey(id=KeyId(f"key_{name}"), public=f"{name:A<43}=", since=START),),
        ).id
        for name in ("One", "Other")
    )
    made = collaboration.new(
        broker, built.node, title="Brokered", issue="Who", roles=frozenset({Role.STEWARD})
    ).id
    (old,) = built.node.records.find(Agreement)
    foreign = replace(
        old.record, id=AgreementId("agr_foreign"), collaboration=made, parties=elsewhere
    )
    assert broker.party
    carry_out(
        built.node,
        act(
            Kind.AGREEMENT_DRAFTED,
            person=broker.person,
            log=broker.party,
            writes=(Write(record=foreign, expected_version=0),),
        ),
    )
    built.clock.turn_to(AFTER)
    settle(built.node)
    assert built.node.records.get(Agreement, "agr_foreign").record.state is AgreementState.CLOSED
    kinds = {entry.kind for entry in account.log(broker, built.node)}
    assert Kind.AGREEMENT_EXPIRED in kinds
