"""Rows of one clause: what a hosted event costs, and which status each row gets."""

import pyarrow as pa

from aipolicy import frames
from aipolicy.rules import harbin_2022
from tests.frames.engines import listed

EVENT = harbin_2022.hosted_event
YES = {"on_annual_list": True}
NULLS = 'pass on_error="null" to get nulls for them'
CURE = f"fix these rows, or {NULLS}"


def costs(values, type_=None):
    return pa.table({"event_cost": pa.array(values, type_)})


def statuses(frame, unit="fen"):
    return statuses_of(frame, EVENT, unit, **YES)


def statuses_of(frame, clause, unit="fen", **more):
    found = listed(frames.over(frame, clause, unit=unit, on_error="null", **more))
    given = found.get("amount", found.get("most"))
    for amount, status in zip(given, found["status"], strict=True):
        assert (amount is None) is (status != "ok")
    return [status.removeprefix("event_cost: ") for status in found["status"]]
