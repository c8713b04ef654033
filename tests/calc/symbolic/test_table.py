import json
import re
from decimal import Decimal
from fractions import Fraction

from aipolicy import language
from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.table import DecisionTable
from aipolicy.calc.values.quantity import SUM
from tests.invented import islands


def test_a_table_prints_as_text():
    with language("en"):
        head, *lines = str(islands.ferry.table).splitlines()
    assert head == "islands/1.1"
    assert [re.split(r" {2,}", line) for line in lines] == [
        ["#", "conditions", "gives"],
        ["1", "registered = yes; 30% × cost > 30,000", "30,000"],
        ["2", "registered = yes; 30% × cost ≤ 30,000", "30% × cost"],
        ["3", "registered = no", "0"],
    ]
    assert lines[1].index("30,000", 40) == lines[2].index("30% × cost", 40)


def test_a_table_prints_as_markdown():
    assert islands.pier.table.markdown("en") == (
        "| # | conditions | gives |\n| --- | --- | --- |\n| 1 | always | matched |"
    )
    assert (
        islands.pier.table.markdown()
        == islands.pier.table.markdown("zh")
        == ("| # | 条件 | 给予 |\n| --- | --- | --- |\n| 1 | 始终 | matched |")
    )


def test_notebook_html_is_escaped():
    html = islands.ferry.table._repr_html_()
    assert html == islands.ferry.table.html()
    assert "<caption>islands/1.1</caption>" in html
    assert "30% × cost &gt; 3万元" in html
    assert html.count("条件") == 1
    assert islands.ferry.table.html("en").count("conditions") == 1


def test_a_table_is_written_as_json():
    written = json.loads(islands.ferry.table.json("en"))
    assert written["clause"] == "islands/1.1"
    assert written["formula"] == "min(30% × cost, 30,000) if registered = yes else 0"
    assert written["rows"][2] == {"conditions": ["registered = no"], "gives": "0"}


def test_a_range_shows_both_ends():
    table = islands.harbour.table
    assert table.is_range
    assert table.gives(table.rows[0], "en") == "50,000 … 80,000"
    assert table.formula("en") == (
        "50,000 if selected = yes else 0 … 80,000 if selected = yes else 0"
    )


def test_rows_of_the_tree_are_written_too():
    """As the clause tries them, each with all its conditions."""
    table = islands.record_catch.table
    assert table.conditions(table.rows[1], "en") == ("boats ≥ 2", "catch ≥ 200 million")
    assert table.gives(table.rows[1], "en") == "30,000"
    assert islands.pier.table.conditions(islands.pier.table.rows[0], "zh") == ("始终",)
    assert (
        islands.pier.table.least
        == islands.pier.table.most
        == islands.pier.table.rows[0].outcome.most
    )


def test_kinks_mark_changes_of_formula():
    """A kink is the value beside which the formula changes."""
    assert islands.ferry.table.kinks == {
        "cost": (Decimal("100000.00"),),
        "registered": (),
    }
    assert islands.record_catch.table.kinks["boats"] == (1, 2)
    assert islands.nets.table.kinks["received_to_date"] == (Decimal("10000.00"),)


def test_edges_may_depend_on_other_facts():
    """They are found once those facts are given."""
    table = islands.nets.table
    given = {"received_to_date": Fraction(9_000), "year_of_support": Fraction(1)}
    assert table.edges("income", given) == (1_000_000,)
    assert table.edges("income", {}) == ()


def test_squared_facts_have_no_edges():
    """An edge that the square of a fact makes is not searched for."""
    tree = Explorer("islands/9.9", lambda a: a if a * a > 5 else a * 0, {"a": SUM}, {}).tree()
    assert DecisionTable("islands/9.9", tree, {"a": SUM}).edges("a", {}) == ()
