"""Clauses with several open points: each is a keyword, and `read_as` takes a name of each."""

import pickle
import timeit
from datetime import date
from decimal import Decimal
from itertools import permutations, product
from types import SimpleNamespace
from typing import Literal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aipolicy import Award, Claim, clauses, frames, wan
from aipolicy.calc import AMOUNT, CEILING, ONCE, PROJECT, RANGE, Policy, Yuan
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.errors import InvalidClause, InvalidColumns, InvalidFacts, InvalidFigures
from tests.conftest import spread
from tests.invented import terraces
from tests.sampling import around_kinks, law_at_60_digits, parts_of, values_of

WALL, WATER = terraces.stone_wall, terraces.spring_water
OWN = list(terraces.POLICY.clauses.values())
CLAIM = Claim(on=date(2021, 6, 1), claimant="梯田合作社", subject="北墙")
FACTS = {"cost": wan(8), "grant": wan(2), "finished": True}


def _combinations(clause):
    for names in product(*clause.points.values()):
        yield names, clause.read_as(*names)


COMBINED = [
    pytest.param(names, read, id=f"{clause.number}:{'+'.join(names)}")
    for clause in OWN
    for names, read in _combinations(clause)
]
every_combination = pytest.mark.parametrize(("names", "read"), COMBINED)


def test_points_are_mappings_by_keyword():
    assert dict(WALL.points) == {
        "base": ("whole_cost", "own_money"),
        "sum_is": ("fixed", "up_to"),
    }
    assert dict(WALL.chosen) == {"base": "whole_cost", "sum_is": "fixed"}
    assert WALL.readings == ("whole_cost", "own_money", "fixed", "up_to")
    assert WALL.reading is None
    assert list(WALL.figures) == ["rate", "cap"]


@every_combination
def test_each_combination_matches_the_law(names, read):
    """At every kink, it gives what the function gives with those keywords at 60 digits."""
    assert tuple(read.chosen.values()) == names
    for parts in around_kinks(read):
        facts = values_of(read, parts)
        assert read(**facts) == law_at_60_digits(read, facts)


@every_combination
@spread(len(COMBINED))
@given(data=st.data())
def test_any_facts_match_the_law(names, read, data):
    facts = values_of(read, data.draw(parts_of(read)))
    assert read(**facts) == law_at_60_digits(read, facts)


@every_combination
def test_order_of_names_is_irrelevant(names, read):
    clause = terraces.POLICY.clauses[read.id]
    for order in permutations(names):
        again, one_by_one = clause.read_as(*order), clause
        for name in order:
            one_by_one = one_by_one.read_as(name)
        for same in (again, one_by_one):
            assert (same.chosen, same.departures) == (read.chosen, read.departures)
            assert same.table.formula("en") == read.table.formula("en")


def test_other_points_stay_as_they_are():
    changed = WATER.read_as("each_year").with_figures(cap=wan(2)).read_as("no_threshold")
    assert tuple(changed.chosen.values()) == ("each_year", "no_threshold", "due")
    assert changed.departures == (
        "cap=20000.00",
        "over_years=each_year",
        "tested=no_threshold",
    )
    assert changed.read_as("in_all", "threshold").departures == ("cap=20000.00",)


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        (
            ("own_mony",),
            ["reading='own_mony': the clause has no such reading; did you mean own_money?"],
        ),
        (
            ("fixed", "zz", 5),
            [
                "reading='zz': the clause has no such reading; "
                "its readings: whole_cost, own_money, fixed, up_to",
                "reading=5: the clause has no such reading; "
                "its readings: whole_cost, own_money, fixed, up_to",
            ],
        ),
        (
            ("fixed", "own_money", "up_to"),
            [
                "reading='up_to': this and fixed are readings of one open point; "
                "choose one of: fixed, up_to"
            ],
        ),
    ],
)
def test_wrong_names_are_refused(names, faults):
    with pytest.raises(InvalidFigures) as refused:
        WALL.read_as(*names)
    assert [one.text("en") for one in refused.value.faults] == faults


def test_one_name_twice_is_one_choice():
    assert WALL.read_as("up_to", "up_to").departures == ("sum_is=up_to",)


def test_a_point_is_neither_fact_nor_figure():
    with pytest.raises(InvalidFacts, match=r"call read_as\('own_money'\)"):
        WALL(**FACTS, base="own_money")
    with pytest.raises(InvalidFigures, match="base='own_money'"):
        WALL.with_figures(base="own_money")


def test_pickled_clause_keeps_its_readings():
    for _, read in _combinations(WATER):
        back = pickle.loads(pickle.dumps(read))
        assert (back.id, back.chosen, back.grants) == (read.id, read.chosen, read.grants)
    assert pickle.loads(pickle.dumps(WATER)) is WATER


def test_a_point_makes_the_amount_a_ceiling():
    read = WALL.read_as("up_to")
    assert (WALL.grants, read.grants, read.read_as("fixed").grants) == (AMOUNT, CEILING, AMOUNT)
    assert read.with_figures(cap=wan(2)).grants is CEILING
    due, open_ = WALL.award(CLAIM, **FACTS), read.award(CLAIM, **FACTS)
    assert (due.amount, due.least, due.most) == (wan("2.4"), wan("2.4"), wan("2.4"))
    assert (open_.amount, open_.least, open_.most) == (None, 0, wan("2.4"))
    assert "at most 24,000.00; the authority determines the sum" in open_.explain("en")
    fixed = CLAIM.model_copy(update={"determined": wan(2)})
    assert read.award(fixed, **FACTS).amount == wan(2)
    above = CLAIM.model_copy(update={"determined": wan(3)})
    assert read.award(above, **FACTS).amount == wan("2.4")


def test_award_names_every_reading():
    award = WALL.read_as("own_money").award(CLAIM, **FACTS)
    assert (award.reading, award.readings) == (None, ("own_money", "fixed"))
    assert award.departures == ("base=own_money",)
    assert award.amount == wan("1.8")
    marks = [step.en for step in award.steps if step.kind == "mark"]
    assert marks == [
        "open point, default reading: a fixed rate (fixed); also: a rate that is a ceiling (up_to)",
        "departs from the text or its default reading: own money alone (own_money)",
    ]
    assert [step.zh for step in award.steps if step.kind == "mark"] == [
        "待定事项按默认理解方式：固定比例（fixed）；另可选：比例上限（up_to）",
        "与默认理解方式不同：仅按自有资金（own_money）",
    ]
    assert Award.model_validate_json(award.model_dump_json()) == award


@pytest.mark.parametrize("reading", ["sum_of_tiers", "highest_tier", None])
def test_award_stored_before_still_loads(reading):
    """Then there was one open point at most, and its reading stood alone."""
    award = Award.recorded("langfang_2023/7.2", 5, CLAIM)
    stored = award.model_dump(mode="json")
    del stored["readings"]
    back = Award.model_validate({**stored, "reading": reading})
    assert (back.reading, back.readings) == (reading, (reading,) if reading else ())


def test_what_is_no_award_is_not_read():
    award = WALL.award(CLAIM, **FACTS)
    assert Award.model_validate(award) == award
    for other in (5, "own_money", [("reading", "own_money")]):
        with pytest.raises(ValidationError):
            Award.model_validate(other)


def test_frames_write_a_ceiling_as_two_columns():
    frame = pl.DataFrame({"cost": [wan(8)], "grant": [wan(2)], "finished": [True]})
    variants = [WALL, WALL.read_as("own_money"), WALL.read_as("up_to", "own_money")]
    found = frames.over_all(frame, variants, unit="yuan", into="{name}:{reading}")
    assert found.columns[3:] == [
        "stone_wall:whole_cost+fixed",
        "stone_wall:own_money+fixed",
        "stone_wall:own_money+up_to_least",
        "stone_wall:own_money+up_to_most",
    ]
    sums = [wan("2.4"), wan("1.8"), Decimal(0), wan("1.8")]
    assert list(found.row(0)[3:]) == sums


def test_a_frame_names_a_point_no_fact():
    frame = pl.DataFrame({"cost": [5], "grant": [0], "finished": [True]})
    with pytest.raises(InvalidColumns, match="a reading is not a fact"):
        frames.over(frame, WALL, unit="yuan", base="own_money")


def test_cumulative_caps_follow_the_readings():
    """The cap holds over all years where the awards' readings count what was received."""
    facts = {"income": wan(8), "received_to_date": 0}
    for names, over in [((), "in_all"), (("no_threshold",), "in_all"), (("each_year",), "yearly")]:
        read = WATER.read_as(*names) if names else WATER
        entry = SimpleNamespace(award=read.award(CLAIM, **facts))
        (rule,) = clause_rules(WATER, [entry], terraces.POLICY.stacking)
        assert rule.name == f"1.2:{over}"


def _policy():
    return Policy(id="terraces", region="", province="", level="city", data=terraces.POLICY.data)


def _same_name(
    *, cost: Yuan, base: Literal["a", "b"] = "a", tested: Literal["c", "b"] = "c"
) -> Yuan:
    return cost


def _default_is_second(*, cost: Yuan, base: Literal["a", "b"] = "b") -> Yuan:
    return cost


def _numbers_as_names(*, cost: Yuan, base: Literal[1, 2] = 1) -> Yuan:
    return cost


def _words_as_names(*, cost: Yuan, base: Literal["whole cost", "b"] = "whole cost") -> Yuan:
    return cost


def _literal_as_fact(*, cost: Yuan, kind: Literal["a", "b"]) -> Yuan:
    return cost


@pytest.mark.parametrize(
    ("law", "message"),
    [
        (_same_name, "the reading 'b' belongs to both base and tested; give each reading"),
        (_default_is_second, 'base must be a Literal .* write base: Literal["a", "b"] = "a"'),
        (_numbers_as_names, "base must be a Literal whose first name is the default"),
        (_words_as_names, "base must be a Literal whose first name is the default"),
        (_literal_as_fact, r"the fact kind is typed .*Literal\['a', 'b'\]; use Yuan, "),
    ],
)
def test_bad_points_are_refused_at_import(law, message):
    with pytest.raises(InvalidClause) as refused:
        _policy().clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(law)
    pattern = message.replace("[", r"\[").replace("(", r"\(") if "write" in message else message
    assert refused.match(pattern)


def _wall(*, cost: Yuan, sum_is: Literal["fixed", "up_to"] = "fixed") -> Yuan:
    return cost


@pytest.mark.parametrize(
    ("grants", "name"), [(AMOUNT, "fixed"), (AMOUNT, "zz"), (CEILING, "up_to"), (RANGE, "up_to")]
)
def test_ceiling_as_names_another_reading(grants, name):
    with pytest.raises(InvalidClause, match=f"ceiling_as='{name}' is not another reading"):
        _policy().clause("9.9", grants=grants, per=PROJECT, how_often=ONCE, ceiling_as=name)(_wall)


def test_typed_call_is_as_fast_with_points():
    """A call takes as long with three points as with none: they are settled beforehand."""
    water = WATER.read_as("each_year", "no_threshold", "at_most")
    plain = next(one for one in clauses() if one.id == "harbin_2022/2.3")
    facts = {"income": wan(8), "received_to_date": wan(0)}
    others = {"service_income": wan(8), "serves_local_clients": True}

    def least(call):
        return min(timeit.repeat(call, number=300, repeat=7))

    assert least(lambda: water(**facts)) < 3 * least(lambda: plain(**others))
