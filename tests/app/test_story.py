"""A story is played from data: every act has its player, and the gate has the last word."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from commonweal.app.story.acting import PLAYED
from commonweal.app.story.files import SYNTH
from commonweal.app.story.home import fresh_home
from commonweal.app.story.play import play
from commonweal.app.story.telling import Voice
from commonweal.cases.act import Act, Ask, Outcome, SetTracks, TooEarly
from commonweal.cases.case import NAMES, Case, Scene, case
from commonweal.model.track import TrackState
from commonweal.use.lane import lane


def test_every_act_has_its_player() -> None:
    assert set(PLAYED) == set(get_args(Act))


@pytest.mark.parametrize("name", NAMES)
def test_every_dataset_has_a_generator_and_a_lane(name: str) -> None:
    for each in case(name).datasets.values():
        assert each.lane in SYNTH
        assert lane(each.lane).name == each.lane
        each.text.format(**each.synth)


def small(*scenes: Scene) -> Case:
    """The Nepal case with few people in it, and another story."""
    told = case("flowminder")
    calls = msgspec.structs.replace(
        told.datasets["calls"], synth={"subscribers": 100, "days": 8, "seed": 1}
    )
    return msgspec.structs.replace(told, datasets={"calls": calls}, story=scenes)


def up_to_the_door() -> tuple[Scene, ...]:
    scenes = case("flowminder").story
    return scenes[: next(i for i, each in enumerate(scenes) if each.heading.startswith("5"))]


def silent(voice: Voice, text: str) -> None:
    del voice, text


@pytest.mark.parametrize("expected", [Outcome.GRANTED, Outcome.COUNT, Outcome.NOTHING])
def test_a_story_that_the_gate_does_not_bear_out_is_not_told(
    tmp_path: Path, expected: Outcome
) -> None:
    asks = next(each for each in case("flowminder").acts if isinstance(each, Ask))
    assert asks.expect is Outcome.PURPOSE
    wrong = msgspec.structs.replace(asks, expect=expected)
    fresh_home(tmp_path / "home", again=False)
    with pytest.raises(RuntimeError, match=f"the story says {expected}, the gate purpose"):
        play(small(*up_to_the_door(), Scene(heading="x", acts=(wrong,))), tmp_path / "home", silent)


def test_too_early_is_not_said_of_what_is_in_time(tmp_path: Path) -> None:
    early = TooEarly(act=SetTracks(by="flowminder", tracks=("consent",), state=TrackState.DONE))
    fresh_home(tmp_path / "home", again=False)
    with pytest.raises(RuntimeError, match="too early, and it was not"):
        play(small(*up_to_the_door(), Scene(heading="x", acts=(early,))), tmp_path / "home", silent)
