"""The step budget of a search."""

import copy
import pickle

import pytest

from aipolicy import errors
from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.choice.budget import Budget


def test_last_step_is_allowed_and_none_after():
    budget = Budget((3, 5), steps=10)
    budget.spend(9)
    budget.spend(1)
    with pytest.raises(TooEntangled) as refused:
        budget.spend(1)
    assert refused.value.items == (3, 5)
    assert refused.value.steps == 10


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, "items 0"),
        (12, "items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        (13, "items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … +1"),
    ],
)
def test_error_names_twelve_items_and_the_cure(count, named):
    assert str(TooEntangled(range(count), steps=1_234_567)) == (
        f"component={named}: not resolved within 1,234,567 steps; stack these awards apart, drop "
        "conflicts or joint caps that cannot apply to them, or raise `steps`"
    )


def test_error_is_a_runtime_error():
    assert issubclass(TooEntangled, errors.AipolicyError)
    assert issubclass(TooEntangled, RuntimeError)


@pytest.mark.parametrize("through", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_error_survives_copy_and_pickle(through):
    error = through(TooEntangled((1, 2), steps=5))
    assert (error.items, error.steps) == ((1, 2), 5)
