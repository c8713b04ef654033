from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.lines import Less, Line
from aipolicy.calc.symbolic.table import DecisionTable
from aipolicy.calc.values.money import ZERO, wan
from aipolicy.calc.values.quantity import CONDITION
from tests.calc.symbolic.drawn import LAWS, milestone, table_of
from tests.invented import islands, terraces

READINGS = ("highest", "sum", "rest")
TABLES = {
    **LAWS,
    **{reading: table_of(milestone, reading=reading) for reading in READINGS},
    **{
        clause.name: clause.table
        for clause in (islands.ferry, islands.harbour, islands.nets, islands.sheds, islands.pier)
    },
    "catch": islands.record_catch.table,
    "catches": islands.record_catch.read_as("sum_of_tiers").table,
    "water": terraces.spring_water.table,
    "wall": terraces.stone_wall.read_as("own_money").table,
}


def applying(table, facts) -> Line:
    """Return the one line that applies; it is an error if several do, or none."""
    met = [line for line in table.lines if not line.otherwise and line.at(facts)]
    (line,) = met or [line for line in table.lines if line.otherwise]
    return line


@st.composite
def _facts(draw, table):
    """Facts at, below and above where the table turns, or anywhere."""
    given_ = {}
    for name in draw(st.permutations(list(table.facts))):
        quantity = table.facts[name]
        edges = {
            edge + step
            for edge in (*table.edges(name, given_), quantity.least, quantity.least + 1)
            for step in (-1, 0, 1)
        }
        near = [one for one in edges if quantity.least <= one <= quantity.most]
        anywhere = st.integers(quantity.least, min(quantity.most, 10**13))
        given_[name] = Fraction(draw(st.sampled_from(sorted(near)) | anywhere), quantity.scale)
    return given_


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data())
def test_just_one_line_applies(name, data):
    """It gives what the row of the tree gives that applies."""
    table = TABLES[name]
    facts = data.draw(_facts(table))
    (row,) = [one for one in table.rows if all(c.at(facts) for c in one.conditions)]
    line = applying(table, facts)
    assert line.least.at(facts) == row.outcome.least.at(facts)
    assert line.most.at(facts) == row.outcome.most.at(facts)
    assert line.is_range is row.outcome.is_range


@pytest.mark.parametrize("name", TABLES)
def test_lines_are_fewer_than_rows(name):
    table = TABLES[name]
    assert len(table.lines) <= len(table.rows)
    assert [line.otherwise for line in table.lines[:-1]] == [False] * (len(table.lines) - 1)


@pytest.mark.parametrize(
    ("reading", "given_"),
    [
        ("highest", ["50,000", "80,000", "200,000", "900,000", "0", "0"]),
        (
            "sum",
            [
                "50,000",
                "50,000 + 80,000 − all_tiers(highest)",
                "50,000 + 80,000 + 200,000 − all_tiers(highest)",
                "50,000 + 80,000 + 200,000 + 900,000 − all_tiers(highest)",
                "0",
                "0",
            ],
        ),
        (
            "rest",
            [
                "50,000",
                "80,000 − highest_tier(highest)",
                "200,000 − highest_tier(highest)",
                "900,000 − highest_tier(highest)",
                "0",
                "0",
            ],
        ),
    ],
)
def test_tiers_are_printed_as_tiers(reading, given_):
    """From the lowest up, each between its threshold and the next."""
    lines = table_of(milestone, reading=reading).written("en")
    assert [gives for _, gives in lines][:4] == given_[:4]
    assert lines[1][0] == "selected = yes; 10 million ≤ income < 20 million; highest < 10 million"
    assert lines[-1] == ("otherwise", "0")
    assert len(lines) == 5


@pytest.mark.parametrize("reading", READINGS)
def test_taken_tiers_have_a_note(reading):
    """Lines that take off the tiers reached before say once what these give."""
    table = table_of(milestone, reading=reading)
    less = [line for line in table.lines if isinstance(line.most, Less)]
    name = {"sum": "all_tiers", "rest": "highest_tier"}.get(reading)
    steps = "≥ 5 million → 50,000, ≥ 10 million → 80,000, ≥ 20 million → 200,000"
    assert len(less) == (3 if name else 0)
    assert table.notes("en") == ((f"{name}(highest): {steps}",) if name else ())


def test_few_like_rows_keep_their_reasons():
    """Up to six rows that give the same are shown each with its own conditions."""
    assert islands.ferry.table.written("en")[-1] == ("registered = no", "0")
    six, seven = (_refused_for(reasons).lines for reasons in (6, 7))
    assert ([line.otherwise for line in six], len(six)) == ([False] * 7, 7)
    assert [line.otherwise for line in seven] == [False, True]


def _refused_for(reasons):
    """Return the table of a clause that asks so many conditions."""

    def law(**facts):
        return wan(1) if all(facts.values()) else ZERO

    facts = {f"c{number}": CONDITION for number in range(reasons)}
    return DecisionTable("drawn/1.1", Explorer("drawn/1.1", law, facts, {}).tree(), facts)


@pytest.mark.parametrize("name", ["unlike_tiers", "unlike_stairs", "rising_stairs"])
def test_what_are_no_tiers_is_not_drawn_so(name):
    """What asks or takes off something else at each tier stays in lines of its own."""
    table = LAWS[name]
    assert table.notes("en") == ()
    assert "tier" not in table.formula("en")
    assert not any(isinstance(line.most, Less) for line in table.lines)


def test_rows_side_by_side_are_joined():
    """What a condition does not change is printed once."""
    assert LAWS["whatever_a"].written("en")[0] == ("b < 10,000", "50,000")
    assert len(LAWS["whatever_a"].lines) == 4
    catch = islands.record_catch.table
    assert catch.written("en")[:2] == (
        ("100 million ≤ catch < 200 million; boats ≥ 2", "10,000"),
        ("catch ≥ 200 million; boats ≥ 2", "30,000"),
    )
