"""`aipolicy.days`: what it checks, how long it holds, and that contexts do not share it."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aipolicy
from aipolicy import Award, Claim, clause, clauses, policies, policy, stack
from aipolicy.calc.documents.stated_days import StatedBy, StatedDay
from aipolicy.errors import InvalidClaim, InvalidDay, InvalidDays, NotInForce, ValidityUnknown
from tests.conftest import spread
from tests.days.ways import CLAUSE, FACTS, ON, START, WAYS
from tests.sampling import parts_of, values_of

LANGFANG = policy("langfang_2023")
UNDATED = [one for one in clauses() if policy(one.policy).first is None]


def stated():
    one = LANGFANG.stated_day()
    return None if one is None else one.day


def test_days_are_restored():
    with aipolicy.days({"langfang_2023": START}):
        assert stated() == START
        with aipolicy.days({"langfang_2023": "2023-02-01"}):
            assert stated() == date(2023, 2, 1)
        assert stated() == START
    assert stated() is None


def test_days_are_restored_after_an_error():
    with pytest.raises(KeyError), aipolicy.days({"langfang_2023": START}):
        raise KeyError
    assert stated() is None


def test_days_of_other_documents_still_hold():
    with aipolicy.days({"langfang_2023": START}), aipolicy.days({"dalian_2025_draft": ON}):
        assert stated() == START
        assert policy("dalian_2025_draft").in_force(ON) is True


def test_a_call_holds_until_the_context_ends():
    seen = []

    def work():
        aipolicy.days({"langfang_2023": START})
        seen.append(stated())

    copy_context().run(work)
    assert (seen, stated()) == ([START], None)


def test_threads_do_not_share_days():
    barrier = threading.Barrier(3)

    def work(day):
        aipolicy.days({"langfang_2023": day})
        barrier.wait(10)
        return stated()

    days = [date(2023, 1, 4), date(2023, 1, 5), date(2023, 1, 6)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(work, days)) == days
    assert stated() is None


def test_tasks_do_not_share_days():
    async def work(day):
        with aipolicy.days({"langfang_2023": day}):
            await asyncio.sleep(0)
            return stated()

    async def everything():
        return await asyncio.gather(*(work(date(2023, 1, day)) for day in (4, 5, 6)))

    assert asyncio.run(everything()) == [date(2023, 1, day) for day in (4, 5, 6)]
    assert stated() is None


def test_all_faults_come_at_once():
    given_days = {
        "langfang_203": START,
        "harbin_2022": START,
        "dalian_2025_draft": "2025-W22",
        "wuhan_2024_draft": datetime(2024, 1, 4),
        "heilongjiang_2026": date(9999, 1, 1),
        5: START,
    }
    with pytest.raises(InvalidDays) as refused:
        aipolicy.days(given_days)
    found = {one.path[1]: one.code.value for one in refused.value.faults}
    assert found == {
        "langfang_203": "policy.unknown",
        "harbin_2022": "day.contradicts",
        "dalian_2025_draft": "day.text",
        "wuhan_2024_draft": "day.time",
        "heilongjiang_2026": "day.beyond",
        "5": "policy.unknown",
    }
    assert "did you mean langfang_2023?" in str(refused.value)
    with aipolicy.language("zh"):
        assert str(refused.value).startswith("施行日期：6 处错误")
    assert stated() is None


@pytest.mark.parametrize("bad", [None, 5, "2023-01-04", START, [("langfang_2023", START)]])
def test_days_are_given_by_policy(bad):
    with pytest.raises(InvalidDays) as refused:
        aipolicy.days(bad)
    assert [one.code.value for one in refused.value.faults] == ["value.mapping"]


def test_own_day_may_be_repeated():
    with aipolicy.days({"harbin_2022": date(2022, 8, 24)}):
        assert policy("harbin_2022").stated_day() is None
        assert policy("harbin_2022").period().first == date(2022, 8, 24)


def test_a_claim_may_not_contradict_the_document():
    with aipolicy.days({"langfang_2023": START}), pytest.raises(InvalidClaim):
        policy("harbin_2022").period(START)


def test_nothing_changes_where_nothing_is_stated():
    with pytest.raises(ValidityUnknown):
        LANGFANG.period()
    assert LANGFANG.in_force(ON) is None
    with aipolicy.days({"langfang_2023": START}), pytest.raises(NotInForce):
        LANGFANG.require_in_force(date(2026, 1, 5))


def test_what_a_call_states_is_a_date():
    with aipolicy.days({"langfang_2023": START}), pytest.raises(InvalidDay):
        LANGFANG.stated_day("2023-01-04")


@pytest.mark.parametrize("chosen", UNDATED, ids=[one.id for one in UNDATED])
@spread(len(UNDATED), least=2)
@given(data=st.data())
def test_every_way_gives_the_same_award(chosen, data):
    start = data.draw(st.dates(date(2022, 1, 1), date(2026, 12, 31)))
    on = start.replace(year=start.year + 1, day=1)
    facts = values_of(chosen, data.draw(parts_of(chosen)))
    called = chosen.award(Claim(on=on, effective_from=start), **facts)
    assert called.stated_day == StatedDay(start, StatedBy.CALL)
    with aipolicy.days({chosen.policy: start}):
        in_context = chosen.award(Claim(on=on), **facts)
    assert in_context.stated_day == StatedDay(start, StatedBy.CONTEXT)
    for name in ("amount", "least", "most", "facts", "funding", "reading", "departures"):
        assert getattr(in_context, name) == getattr(called, name)
    unmarked = [
        [step for step in one.steps if step.zh != one.stated_day.words.zh]
        for one in (called, in_context)
    ]
    assert unmarked[0] == unmarked[1]


def test_stored_awards_without_the_field_load():
    award = clause(CLAUSE).award(Claim(on=ON, effective_from=START), **FACTS)
    stored = award.model_dump(mode="json")
    assert stored.pop("stated_day") == {"day": "2023-01-04", "by": "call"}
    assert Award.model_validate(stored).stated_day is None


def test_identity_ignores_where_a_day_is_stated():
    """The award is the same one, whoever stated the day."""
    called = clause(CLAUSE).award(Claim(on=ON, effective_from=START, subject="P"), **FACTS)
    with WAYS["context"](START):
        in_context = clause(CLAUSE).award(Claim(on=ON, subject="P"), **FACTS)
    with pytest.raises(aipolicy.AipolicyError) as refused:
        stack([called, in_context])
    assert {one.code.value for one in aipolicy.errors.faults(refused.value)} == {"award.same"}


def test_documents_with_a_day_have_none_stated():
    dated = [one for one in policies() if one.first is not None]
    assert dated
    assert {one.stated_day(one.first) for one in dated} == {None}
