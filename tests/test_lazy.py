import subprocess
import sys

import pytest

import aipolicy
from aipolicy._lazy import loaded_on_first_use

MODULES = {"aipolicy.calc.values.money": "wan yi", "aipolicy.nowhere": "lost"}


def test_name_is_loaded_once_and_kept(monkeypatch):
    monkeypatch.delitem(vars(aipolicy), "wan", raising=False)
    attribute, listed = loaded_on_first_use("aipolicy", MODULES)
    assert attribute("wan") is vars(aipolicy)["wan"]
    assert {"wan", "lost", "__name__"} <= set(listed())
    assert listed() == sorted(listed())


def test_unknown_name_is_an_attribute_error():
    attribute, _ = loaded_on_first_use("aipolicy", MODULES)
    with pytest.raises(AttributeError) as refused:
        attribute("zz")
    assert str(refused.value) == "module 'aipolicy' has no attribute 'zz'"
    assert (refused.value.name, refused.value.obj) == ("zz", aipolicy)


def test_modules_load_on_first_use():
    program = (
        "import sys, aipolicy\n"
        "before = 'aipolicy.calc.values.money' in sys.modules\n"
        "aipolicy.wan\n"
        "print(before, 'aipolicy.calc.values.money' in sys.modules, 'aipolicy.stacking' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.decode().split() == ["False", "True", "False"]
