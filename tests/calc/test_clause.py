import copy
import inspect
import pickle
import subprocess
import sys
from decimal import Decimal

import pytest

import aipolicy
from aipolicy.calc.values.money import percent, wan
from aipolicy.rules import harbin_2022
from tests.invented import islands


def test_clause_looks_like_its_function():
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


EVERYWHERE = pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)


@EVERYWHERE
def test_copy_and_pickle_keep_identity(again):
    assert again(islands.ferry) is islands.ferry


@EVERYWHERE
def test_varied_clause_survives_copying(again):
    """It arrives with its figures and its reading."""
    varied = islands.record_catch.with_figures(tiers=((wan(1), wan(2)),)).read_as("sum_of_tiers")
    arrived = again(varied)
    assert (
        arrived.departures
        == varied.departures
        == ("tiers=10000.00 → 20000.00", "reading=sum_of_tiers")
    )
    assert arrived.table == varied.table
    assert again(islands.ferry.with_figures(cap=wan(2))).figures["cap"] == wan(2)


def test_clause_varied_back_is_the_original():
    """It arrives as the clause of the text."""
    back = islands.ferry.with_figures(cap=wan(2)).with_figures(cap=wan(3))
    assert pickle.loads(pickle.dumps(back)) is islands.ferry


def test_clause_unpickles_in_a_new_process():
    """The process need not have loaded the document."""
    sent = pickle.dumps(harbin_2022.application_scenario.with_figures(cap=5)).hex()
    program = (
        "import pickle\n"
        f"clause = pickle.loads(bytes.fromhex({sent!r}))\n"
        "from aipolicy.rules import harbin_2022\n"
        "assert clause.law is harbin_2022.application_scenario.law\n"
        "print(clause)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.decode().strip() == "<clause harbin_2022/4.1 application_scenario cap=5.00>"


@EVERYWHERE
def test_table_survives_copy_and_pickle(again):
    """Reading the table first makes no difference."""
    table = islands.ferry.with_figures().table
    assert again(table) == table
    assert str(again(table)) == str(table)
    assert hash(again(table)) == hash(table)


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("harbin_2022/2.3", "创新平台运营费用补助", "Operating subsidy for innovation platforms"),
        ("langfang_2023/2.2", "重大项目算力券", "Compute vouchers for major projects"),
        ("wuhan_2024_draft/3.3", "垂直行业模型算力补助", "Compute subsidy for industry models"),
    ],
)
def test_a_clause_has_a_title(id_, zh, en):
    """Changed figures and other readings change no title."""
    clause = aipolicy.clause(id_)
    assert (clause.title("zh"), clause.title("en")) == (zh, en)
    with aipolicy.language("en"):
        assert clause.title() == en
    changed = clause.read_as(clause.readings[-1]) if clause.readings else clause
    assert changed.title("zh") == zh
