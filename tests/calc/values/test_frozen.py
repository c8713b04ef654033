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


def test_mapping_reads_like_its_source():
    given = {"cod": 3, "eel": 1}
    kept = ReadOnly(given)
    assert kept == given
    assert list(kept) == ["cod", "eel"]
    assert len(kept) == 2
    assert repr(kept) == "{'cod': 3, 'eel': 1}"
    assert kept != ReadOnly({"cod": 3})


def test_mapping_copies_its_source():
    """A later change of the source leaves the mapping as it is."""
    given = {"cod": 3}
    kept = ReadOnly(given)
    given["cod"] = 4
    assert kept == {"cod": 3}


def test_hash_ignores_the_order_of_keys():
    one, other = ReadOnly({"cod": 3, "eel": 1}), ReadOnly({"eel": 1, "cod": 3})
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, ReadOnly({"cod": 3})}) == 2


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda kept: pickle.loads(pickle.dumps(kept))]
)
def test_mapping_survives_copy_and_pickle(again):
    assert again(ReadOnly({"cod": 3})) == ReadOnly({"cod": 3})


def test_model_field_is_frozen():
    """In JSON it is an object."""
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
            "reading=1: Clause objects are immutable; "
            "with_figures(...) and read_as(...) return a changed copy",
        ),
        (islands.POLICY, "id", "id=1: Policy objects are immutable; make another one"),
        (
            Split(rest="district", city="city_share"),
            "rest",
            "rest=1: Split objects are immutable; make another one",
        ),
    ],
)
def test_refuses_to_change_an_attribute(whole, attribute, message):
    before = getattr(whole, attribute)
    with pytest.raises(Unchangeable) as refused:
        setattr(whole, attribute, 1)
    assert str(refused.value) == message
    assert getattr(whole, attribute) == before


def test_refuses_a_new_attribute():
    with pytest.raises(Unchangeable):
        islands.ferry.colour = "red"
    assert not hasattr(islands.ferry, "colour")


def test_refuses_to_delete_an_attribute():
    with pytest.raises(Unchangeable) as refused:
        del islands.POLICY.id
    assert str(refused.value) == "del id: Policy objects are immutable; make another one"
    assert islands.POLICY.id == "islands"


def test_table_is_computed_once():
    assert islands.ferry.table is islands.ferry.table
