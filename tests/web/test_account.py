"""Step 8 in the browser."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from commonweal.app import account, collaboration
from commonweal.app.acts import sign_heads
from commonweal.model.collaboration import EventKind
from commonweal.model.ids import CollaborationId
from tests.app.journey import Journey, travelled
from tests.web.visits import seen, visit


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    made = travelled(tmp_path_factory.mktemp("account") / "home")
    sign_heads(made.house.node)
    return made


@pytest.fixture
def user(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


def test_the_log_is_shown_and_verified(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/account"
    words = seen(user.get(page))
    assert "share: granted" in words
    assert "synthetic data" in words
    assert "fit, and so does every record" not in words
    assert "fit, and so does every record" in seen(user.get(f"{page}?verify=yes"))


def test_a_log_that_was_tampered_with_says_where(told: Journey, user: TestClient) -> None:
    engine = create_engine(f"sqlite:///{told.house.node.home / 'commonweal.db'}")
    with engine.begin() as connection:
        connection.execute(text("update track set body = replace(body, 'Council', 'Forger')"))
    answer = user.get(f"/c/{told.collaboration}/account?verify=yes")
    assert "track" in seen(answer, 409)
    assert 'role="alert"' in answer.text


def test_an_entry_comes_with_its_proof(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/account"
    listed = user.get(f"{page}?table=log&as=csv").text.splitlines()
    seq = listed[1].split(",")[0]
    words = seen(user.get(f"{page}/{seq}"))
    assert "Proof that it is in the log" in words
    assert "commonweal" in words
    seen(user.get(f"{page}/999999"), 404)
    seen(user.get(f"{page}/-1"), 404)
    seen(user.get(f"{page}/x"), 422)


def test_an_entry_without_a_checkpoint_is_shown_and_says_when_its_proof_comes(
    told: Journey, user: TestClient
) -> None:
    node, id = told.house.node, CollaborationId(told.collaboration)
    noted = {"kind": EventKind.URGENCY, "text": "The river rises", "source": "radio"}
    collaboration.note(told.user, node, id, **noted)  # type: ignore[arg-type]  # kind, two texts
    newest = account.history(told.user, node, id)[-1].entry.seq
    page = f"/c/{told.collaboration}/account/{newest}"
    assert "comes with the next checkpoint" in seen(user.get(page))
    sign_heads(node)
    assert "comes with the next checkpoint" not in seen(user.get(page))


def test_a_stranger_sees_no_account(told: Journey) -> None:
    with visit(told.house.node, told.outsiders["stranger"]) as stranger:
        seen(stranger.get(f"/c/{told.collaboration}/account"), 404)
        seen(stranger.get(f"/c/{told.collaboration}/account?table=log&as=csv"), 404)
