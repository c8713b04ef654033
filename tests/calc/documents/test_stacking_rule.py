import pytest

from aipolicy.calc.documents.stacking_rule import By, Effect, Rule, RuleReading, Stacking, Together
from aipolicy.errors import InvalidClause

FIRST = Rule(name="first", article="9", zh="一", en="one", unit=(By.SUBJECT,), effect=Effect.HIGHER)
SECOND = Rule(
    name="second", article="9", zh="二", en="two", unit=(By.CLAIMANT,), effect=Effect.BARRED
)
PLAN = Together("5", ("5.1", "5.2"), "一个方案", "one plan")


def reading(name, changes, **more):
    return RuleReading(name, "理解", "a reading", changes, **more)


def test_a_text_without_rules_is_silent():
    assert Stacking().silent
    assert Stacking(together=(PLAN,)).silent
    assert not Stacking(rules=(FIRST,)).silent


def test_a_reading_changes_drops_and_parts():
    stacking = Stacking(
        rules=(FIRST, SECOND),
        together=(PLAN,),
        readings=(
            reading("wide", {"first": {"unit": (By.CLAIMANT,)}}),
            reading("without", {"second": None}),
            reading("both", {"second": {"inside": False}}, apart=("5.1",)),
        ),
    )
    assert stacking.read_as(["wide"]).rules[0].unit == (By.CLAIMANT,)
    assert stacking.read_as(["without"]).rules == (FIRST,)
    assert stacking.read_as(["without", "both"]).rules == (FIRST,)
    assert stacking.read_as(["both"]).together == ()
    assert stacking.read_as(["wide"]).together == (PLAN,)
    assert not any(rule.top_up for rule in stacking.read_as(["no_top_up"]).rules)
    assert stacking.read_as([]).rules == stacking.rules
    assert stacking.read_as([]).readings == ()
    assert list(stacking.named_readings) == ["wide", "without", "both", "no_top_up"]


def test_a_difference_is_payable_only_where_the_higher_is():
    assert FIRST.allows_top_up
    assert not SECOND.allows_top_up


def test_a_reading_names_rules_and_attributes_that_exist():
    with pytest.raises(InvalidClause) as refused:
        Stacking(rules=(FIRST,), readings=(reading("wide", {"frst": None}),))
    assert str(refused.value) == "wide: there is no rule frst; name a rule"
    with pytest.raises(InvalidClause) as refused:
        Stacking(rules=(FIRST,), readings=(reading("wide", {"first": {"units": (), "zz": 1}}),))
    assert str(refused.value) == "wide: a rule has no units, zz; name its attributes"
