import pickle
import pkgutil
from datetime import date
from importlib import import_module

import pytest

import aipolicy
from aipolicy import Award, Claim, errors
from aipolicy.errors import (
    AipolicyError,
    AwardsTooEntangled,
    Code,
    InvalidFacts,
    OneFault,
    SimilarNames,
    TooEntangled,
    fault,
)
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import did_you_mean

ALL = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, AipolicyError) and one is not AipolicyError
]


CAUGHT_AS = (
    AttributeError,
    ImportError,
    LookupError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)


def test_every_error_has_one_root():
    raised = [one for one in vars(errors).values() if isinstance(one, type)]
    errors_ = {one for one in raised if issubclass(one, BaseException)} - {SimilarNames}
    assert errors_ == {AipolicyError, *ALL}


@pytest.mark.parametrize("error", [one for one in ALL if one is not OneFault])
def test_every_error_is_a_builtin_too(error):
    """A caller can catch it as the built-in error it is."""
    assert issubclass(error, CAUGHT_AS)


SIGNALS = {
    "aipolicy.calc.choice.integer_program.Infeasible",
    "aipolicy.cases.parsed._Twice",
    "aipolicy.cases.yaml_text._Refused",
}


def test_all_errors_are_in_one_package():
    """Signals between two functions of one module, which no caller meets, are not errors."""
    defined = {
        f"{one.__module__.removesuffix('.root')}.{one.__qualname__}"
        for module in _modules()
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, BaseException) and one is not SimilarNames
        if one.__module__ == module.__name__
    }
    assert defined == {f"aipolicy.errors.{one.__name__}" for one in (AipolicyError, *ALL)} | SIGNALS


def _modules():
    found = pkgutil.walk_packages(aipolicy.__path__, "aipolicy.")
    return [import_module(one.name) for one in found if one.name != "aipolicy.__main__"]


FAULT = fault(Code.SUM_TOO_LARGE, "claims", 0, "fee", value=10**16, most=10**15)

OF_ONE_FAULT = [
    one for one in ALL if issubclass(one, OneFault) and not issubclass(one, TooEntangled)
]


@pytest.mark.parametrize("error", OF_ONE_FAULT)
def test_one_fault_error_survives_pickling(error):
    raised = pickle.loads(pickle.dumps(error(FAULT)))
    assert str(raised) == (
        "claims[1].fee=10000000000000000: a sum must be at most 1,000,000,000,000,000 yuan; "
        "check the unit of the sum"
    )
    assert (type(raised), raised.fault) == (error, FAULT)


def test_entangled_awards_survive_pickling():
    items = pickle.loads(pickle.dumps(TooEntangled((0, 4), steps=5)))
    assert (items.items, items.steps, items.fault.code) == ((0, 4), 5, Code.ENTANGLED_ITEMS)
    claim = Claim(on=date(2024, 6, 1), subject="P")
    award = Award.recorded("langfang_2023/1.1", 5, claim)
    error = AwardsTooEntangled([award], ["langfang_2023/1.1(P)"] * 13, [3], 1_000)
    back = pickle.loads(pickle.dumps(error))
    assert (back.awards, back.items, back.steps) == ((award,), (3,), 1_000)
    assert str(back) == (
        f"component={', '.join(['langfang_2023/1.1(P)'] * 12)} … +1: not resolved within "
        "1,000 steps; stack these awards apart, or give them subjects of their own"
    )


def test_many_fault_error_survives_pickling():
    """It counts its faults."""
    error = InvalidFacts(
        "islands/1.1",
        [fault(Code.KEY_TWICE, "a", value=1), fault(Code.NUMBER_TRUTH, "b", value=True)],
    )
    assert str(error) == (
        "islands/1.1: 2 faults\n"
        "  a=1: this key appears twice; keep one of them\n"
        "  b=True: a truth value is not a number; give a number"
    )
    back = pickle.loads(pickle.dumps(error))
    assert (str(back), back.where, back.faults) == (str(error), error.where, error.faults)


def test_long_values_are_cut():
    assert shown("x" * 100) == "'" + "x" * 59 + "…"


class _Silent:
    def __repr__(self):
        raise RuntimeError


def test_unshowable_value_shows_its_type():
    assert shown(_Silent()) == "<_Silent>"
    assert shown(10**5000) == "<int>"


def test_suggests_only_near_names():
    assert did_you_mean("registred", ["registered", "cost"]) == "registered"
    assert did_you_mean("zzz", ["registered", "cost"]) is None
