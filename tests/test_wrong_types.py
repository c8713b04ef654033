"""A wrong type anywhere on the public surface is a typed fault, with its code."""

import pickle
from datetime import date

import pytest

import aipolicy
from aipolicy import Award, Claim, assess, clause, match, percent, policy, texts, wan, yi, yuan
from aipolicy.calc.clause import _found_again
from aipolicy.errors import AipolicyError, UnknownClause, faults
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin

DAY = date(2023, 6, 1)
CLAIM = Claim(on=DAY)
HARBIN = policy("harbin_2022")
SCENARIO = harbin.application_scenario
BAD = [None, 5, [5], b"x", object()]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(
    ("call", "code"),
    [
        (clause, "clause.type"),
        (policy, "value.text"),
        (HARBIN.provision, "provision.unknown"),
        (lambda bad: match(bad, on=DAY), "value.mapping"),
        (assess, "case.type"),
        (aipolicy.Case.read, "case.type"),
        (lambda bad: Award.recorded(bad, 5, CLAIM), "clause.type"),
        (lambda bad: Award.external("x", 5, CLAIM, level=bad), "value.choice"),
        (lambda bad: SCENARIO.award(bad, **FACTS), "claim.type"),
        (SCENARIO.read_as, "reading.unknown"),
        (HARBIN.in_force, "day.type"),
        (lambda bad: HARBIN.period(term=bad), None),
        (lambda bad: texts.check(bad, ""), "policy.type"),
        (lambda bad: texts.check(HARBIN, bad), "text.type"),
        (aipolicy.language, "value.choice"),
        (lambda bad: Claim(on=bad), "day.text"),
        (lambda bad: Claim(on=DAY, term=bad), "value.choice"),
    ],
)
def test_a_wrong_type_is_a_fault(call, code, bad):
    if code == "case.type" and isinstance(bad, bytes):
        code = "case.shape"  # bytes are a text
    if code is None:
        assert call(bad).first == date(2022, 8, 24)  # the document has no term to count
        return
    with pytest.raises((AipolicyError, ValueError)) as refused:
        call(bad)
    assert [one.code.value for one in faults(refused.value)] == [code]
    assert faults(refused.value)[0].text("zh").isprintable()


FACTS = {"total_investment": 5, "review_passed": True, "government_investment_project": False}


@pytest.mark.parametrize("read", [yuan, wan, yi, percent])
@pytest.mark.parametrize("bad", [None, [5], {}, b"5", object(), True, 1j, float("nan"), "", "x"])
def test_a_sum_refuses_other_types(read, bad):
    with pytest.raises(AipolicyError) as refused:
        read(bad)
    (one,) = faults(refused.value)
    assert one.code.split(".")[0] in {"number", "sum"}


@pytest.mark.parametrize(
    ("years", "path", "code"),
    [
        ([5], ("years", 0), "value.mapping"),
        (None, ("years",), "value.list"),
        ("ab", ("years",), "value.list"),
        ({"a": 1}, ("years",), "value.list"),
        ([{}, None], ("years", 0, "area"), "fact.missing"),
    ],
)
def test_a_schedule_is_a_list_of_facts(years, path, code):
    with pytest.raises(AipolicyError) as refused:
        dalian.rent_support.schedule(years)
    one = faults(refused.value)[0]
    assert (one.path, one.code) == (path, code)


@pytest.mark.parametrize("region", [5, [], "哈尔滨", ("哈尔滨市",)])
def test_an_unknown_region_is_a_fault(region):
    with pytest.raises(AipolicyError) as refused:
        match({}, on=DAY, region=region)
    assert [one.code for one in faults(refused.value)] == ["region.unknown"]


@pytest.mark.parametrize("starts", [5, [DAY], "2023-06-01", {"zz": DAY}])
def test_first_days_are_by_policy(starts):
    with pytest.raises(AipolicyError) as refused:
        match({}, on=DAY, effective_from=starts)
    assert faults(refused.value)[0].path[0] == "effective_from"


@pytest.mark.parametrize("gone", ["harbin_2022/4.9", "harbin_2022/99.1", "zz"])
def test_a_clause_that_is_gone_is_a_fault(gone):
    """A pickle may be older than the library that reads it."""
    assert pickle.loads(pickle.dumps(SCENARIO)) is SCENARIO
    with pytest.raises(UnknownClause) as refused:
        _found_again(HARBIN, gone, None, {})
    assert refused.value.fault.params["value"] == repr(gone)
