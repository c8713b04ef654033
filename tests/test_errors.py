import pickle

import pytest

from aipolicy import errors
from aipolicy.errors import AipolicyError, Fault, InvalidFacts, did_you_mean, shown

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


def test_every_error_of_the_module_has_the_one_root():
    raised = [one for one in vars(errors).values() if isinstance(one, type)]
    assert {one for one in raised if issubclass(one, BaseException)} == {AipolicyError, *ALL}


@pytest.mark.parametrize("error", ALL)
def test_every_error_is_a_builtin_that_a_caller_would_catch(error):
    assert issubclass(error, CAUGHT_AS)


def test_an_error_of_many_faults_counts_them_and_survives_pickling():
    error = InvalidFacts(
        "islands/1.1", [Fault("a", "1", "no", "drop it"), Fault("b", "2", "no", "drop it")]
    )
    assert str(error) == "islands/1.1: 2 faults\n  a=1: no; drop it\n  b=2: no; drop it"
    back = pickle.loads(pickle.dumps(error))
    assert (str(back), back.where, back.faults) == (str(error), error.where, error.faults)


def test_long_values_are_cut():
    assert shown("x" * 100) == "'" + "x" * 59 + "…"


class _Silent:
    def __repr__(self):
        raise RuntimeError


def test_a_value_that_cannot_be_shown_is_told_by_its_type():
    assert shown(_Silent()) == "<_Silent>"
    assert shown(10**5000) == "<int>"


def test_the_nearest_name_is_offered_only_where_it_is_near():
    assert did_you_mean("registred", ["registered", "cost"]) == "registered"
    assert did_you_mean("zzz", ["registered", "cost"]) is None
