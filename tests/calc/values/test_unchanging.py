import pytest

from aipolicy.calc.documents.terms import Split
from aipolicy.errors import Unchangeable
from tests.invented import islands


@pytest.mark.parametrize(
    ("whole", "attribute", "message"),
    [
        (
            islands.ferry,
            "reading",
            "reading=1: a Clause is complete once made; "
            "with_figures(...) and read_as(...) make another clause",
        ),
        (islands.POLICY, "id", "id=1: a Policy is complete once made; make another one"),
        (
            Split(rest="district", city="city_share"),
            "rest",
            "rest=1: a Split is complete once made; make another one",
        ),
    ],
)
def test_what_is_complete_takes_no_other_value(whole, attribute, message):
    before = getattr(whole, attribute)
    with pytest.raises(Unchangeable) as refused:
        setattr(whole, attribute, 1)
    assert str(refused.value) == message
    assert getattr(whole, attribute) == before


def test_what_is_complete_takes_no_new_attribute():
    with pytest.raises(Unchangeable):
        islands.ferry.colour = "red"
    assert not hasattr(islands.ferry, "colour")


def test_what_is_complete_loses_nothing():
    with pytest.raises(Unchangeable) as refused:
        del islands.POLICY.id
    assert str(refused.value) == "del id: a Policy is complete once made; make another one"
    assert islands.POLICY.id == "islands"


def test_what_a_clause_works_out_when_first_asked_is_kept():
    assert islands.ferry.table is islands.ferry.table
