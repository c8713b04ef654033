import copy
import pickle

import pytest
from pydantic import BaseModel

from aipolicy.calc.documents.terms import Split
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.errors import Unchangeable
from tests.invented import islands


class Catch(BaseModel, frozen=True):
    fish: ReadOnlyMapping[str, int] = ReadOnly({})


def test_a_mapping_reads_as_what_it_was_made_of():
    given = {"cod": 3, "eel": 1}
    kept = ReadOnly(given)
    assert kept == given
    assert list(kept) == ["cod", "eel"]
    assert len(kept) == 2
    assert repr(kept) == "{'cod': 3, 'eel': 1}"
    assert kept != ReadOnly({"cod": 3})


def test_what_it_was_made_of_may_change_and_it_does_not():
    given = {"cod": 3}
    kept = ReadOnly(given)
    given["cod"] = 4
    assert kept == {"cod": 3}


def test_equal_mappings_hash_alike_whatever_their_order():
    one, other = ReadOnly({"cod": 3, "eel": 1}), ReadOnly({"eel": 1, "cod": 3})
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, ReadOnly({"cod": 3})}) == 2


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda kept: pickle.loads(pickle.dumps(kept))]
)
def test_a_mapping_is_copied_and_sent_whole(again):
    assert again(ReadOnly({"cod": 3})) == ReadOnly({"cod": 3})


def test_a_field_of_a_model_is_not_to_be_changed_and_writes_as_an_object():
    catch = Catch(fish={"cod": 3})
    with pytest.raises(TypeError, match="does not support item assignment"):
        catch.fish["cod"] = 4
    with pytest.raises(TypeError, match="does not support item deletion"):
        del catch.fish["cod"]
    assert catch.model_dump_json() == '{"fish":{"cod":3}}'
    assert Catch.model_validate_json(catch.model_dump_json()) == catch
    assert Catch().fish == {}


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
