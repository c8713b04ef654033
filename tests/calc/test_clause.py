import copy
import inspect
import pickle
from decimal import Decimal

from aipolicy.calc.money import percent, wan
from tests.invented import islands


def test_a_clause_keeps_the_face_of_its_function():
    assert islands.ferry.__name__ == islands.ferry.name == "ferry"
    assert islands.ferry.__doc__ == "30% of a ferry, at most 30,000."
    assert list(inspect.signature(islands.ferry).parameters) == [
        "cost",
        "registered",
        "rate",
        "cap",
    ]
    assert list(islands.ferry.facts) == ["cost", "registered"]
    assert islands.ferry.figures == {"rate": percent(30), "cap": wan(3)}
    assert islands.ferry.policy == "islands"
    assert islands.ferry.assumes == (("海岛企业", "an enterprise of the islands"),)
    assert islands.ferry.law(cost=wan(1), registered=True) == Decimal(3000)


def test_a_clause_can_be_copied_and_sent_to_another_process():
    assert pickle.loads(pickle.dumps(islands.ferry)) is islands.ferry
    assert copy.deepcopy(islands.ferry) is islands.ferry
    reform = pickle.loads(pickle.dumps(islands.ferry.with_figures(cap=wan(2))))
    assert reform.figures["cap"] == wan(2)
    other = pickle.loads(pickle.dumps(islands.record_catch.read_as("sum_of_tiers")))
    assert other.reading == "sum_of_tiers"
