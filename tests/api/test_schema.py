"""What the interface says of itself holds, tried by generated requests on a real node."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.api.once import HEADER
from commonweal.api.wire import Wire
from commonweal.app import party
from tests.app.journey import Journey, travelled
from tests.scale import size

EXAMPLES = size(quick=3, ci=60, full=300)
# Rules lie beyond the description (printable words, known dimensions): 422 is then right.
FEWEST = 20
"""Operations that the interface has at least."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("schema") / "home")


def test_generated_requests_get_what_the_description_promises(told: Journey) -> None:
    assert told.user.party
    token = party.token(told.user, told.house.node, told.user.party)
    schema = schemathesis.openapi.from_asgi("/openapi.json", api(told.house.node))
    operations = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(operations) >= FEWEST

    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        def tried(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(
                headers={"Authorization": f"Bearer {token}"},
                excluded_checks=[positive_data_acceptance],
            )

        tried()


def test_no_page_loads_anything_from_elsewhere(told: Journey) -> None:
    with TestClient(api(told.house.node)) as client:
        assert client.get("/docs").status_code == 404
        assert client.get("/redoc").status_code == 404


def test_the_description_is_written_without_a_place_on_this_machine(told: Journey) -> None:
    text = str(api(told.house.node).openapi())
    assert str(Path(told.house.node.home)) not in text


def test_every_body_has_an_example_that_it_would_take() -> None:
    kinds = Wire.__subclasses__()
    assert len(kinds) > 10
    for kind in kinds:
        (example,) = kind.model_json_schema()["examples"]
        assert kind.model_validate_json(json.dumps(example)).model_dump()


def test_every_write_may_name_itself_and_every_list_has_pages(told: Journey) -> None:
    paths = api(told.house.node).openapi()["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            names = {each["name"] for each in operation.get("parameters", [])}
            assert (HEADER in names) == (method in {"post", "put"}), path
            assert operation["description"], path
