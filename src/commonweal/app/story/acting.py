"""Which function plays which act: the one table of a story."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from commonweal.app.story import after, around, before, sharing, using, winning
from commonweal.app.story.telling import Telling
from commonweal.cases import act

PLAYED: Mapping[type, Callable[[Telling, Any], None]] = MappingProxyType(
    {
        act.Wait: before.wait,
        act.Say: before.say,
        act.Note: before.note,
        act.Survey: around.surveyed,
        act.Diagnose: before.diagnosed,
        act.Advise: before.advised,
        act.Solve: winning.package_found,
        act.WhatIf: winning.weighed_without,
        act.Need: winning.needed,
        act.Review: winning.reviewed,
        act.Ready: winning.readied,
        act.SetTracks: before.tracks_set,
        act.Attach: sharing.attached,
        act.Draft: sharing.drafted,
        act.Sign: sharing.signed,
        act.Read: sharing.read_out,
        act.Owed: sharing.owed,
        act.Ask: sharing.asked,
        act.Deliver: sharing.delivered,
        act.Run: using.ran,
        act.Show: using.shown,
        act.Tally: using.tallied,
        act.Quote: using.quoted,
        act.Compare: using.compared,
        act.Decide: using.decided,
        act.TooEarly: after.too_early,
        act.Record: after.recorded,
        act.Confirm: after.confirmed,
        act.Lapse: after.lapsed,
        act.End: after.ended,
        act.Account: after.accounted,
    }
)
"""Each act's type, and what plays it; a test holds it equal to the acts there are."""
