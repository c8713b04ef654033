import copy
import pickle

import pytest
from pydantic import BaseModel

from aipolicy.calc.values.read_only import ReadOnly, ReadOnlyMapping


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
