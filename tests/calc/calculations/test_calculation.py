from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.documents.terms import AMOUNT, ONCE, PROJECT
from aipolicy.calc.policy import Policy
from aipolicy.calc.values.money import ZERO, percent, wan
from aipolicy.calc.values.quantity import Rate, Yuan
from aipolicy.calc.values.range import Range
from aipolicy.errors import Code, InvalidClause, InvalidFacts, InvalidFigures, Overflow
from tests.invented import islands
from tests.sampling import law_at_60_digits, parts_of, values_of

SUM_CURE = 'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"'


def test_call_returns_yuan_or_a_range():
    """A call returns the sum, the ceiling or the range, in yuan."""
    assert islands.ferry(cost=1000, registered=True) == Decimal("300.00")
    assert islands.lighthouse(cost="1千元") == Decimal("500.00")
    assert islands.harbour(selected=True) == Range(wan(5), wan(8))
    assert islands.harbour(selected=False) == Range(ZERO, ZERO)


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({"cost": float("nan"), "registered": True}, ["cost=nan: not a finite number; give a finite number"]),
        ({"cost": float("inf"), "registered": True}, ["cost=inf: not a finite number; give a finite number"]),
        ({"cost": -1, "registered": True}, [f"cost=-1: a sum must be 0 or more; {SUM_CURE}"]),
        ({"cost": True, "registered": True}, ["cost=True: a truth value is not a number; give a number"]),
        ({"cost": "1.005", "registered": True}, ["cost='1.005': a sum has at most two decimals; round it to two decimals first"]),
        ({"cost": 0.1 + 0.2, "registered": True}, ["cost=0.30000000000000004: a sum has at most two decimals; round it to two decimals first"]),
        ({"cost": "500刀", "registered": True}, ["cost='500刀': unknown unit '刀'; write 元, 万元 or 亿元, or no unit"]),
        ({"cost": 1, "registered": 1}, ["registered=1: expected True or False, got int; give True or False"]),
        ({"cost": 1, "registered": "是"}, ["registered='是': expected True or False, got str; give True or False"]),
        ({"cost": 1}, ["registered=(missing): this fact is required; give True or False"]),
        ({"cost": 1, "registered": True, "cap": 5}, ["cap=5: this is a figure of the law, not a fact; to compute a reform, use with_figures(cap=...)"]),
        ({"cost": 1, "registred": True}, ["registered=(missing): this fact is required; give True or False", "registred=True: the clause has no such fact; did you mean registered?"]),
        ({"cost": 1, "registered": True, "xyz": 5}, ["xyz=5: the clause has no such fact; its facts: cost, registered"]),
        ({"cost": 1, "registered": True, "reading": "b"}, ["reading='b': a reading is not a fact; to use another reading, call read_as('b')"]),
        ({"cost": "x" * 99, "registered": None}, [f"cost='{'x' * 59}…: a written sum has at most 60 characters; write it as \"800万元\"", "registered=None: expected True or False, got NoneType; give True or False"]),
    ],
)  # fmt: skip
def test_reports_all_bad_facts_at_once(facts, faults):
    """Bad facts never yield a number."""
    with pytest.raises(InvalidFacts) as refused:
        islands.ferry(**facts)
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    assert str(refused.value) == "\n  ".join([f"islands/1.1: {count}", *faults])


def test_refuses_sums_beyond_the_limit():
    with pytest.raises(Overflow) as refused:
        islands.sheds(area=100, rent=10**15)
    assert str(refused.value) == (
        "islands/2.2: 1 fault\n"
        "  sum=50000000000000000.00: the result must be at most 1,000,000,000,000,000 yuan; "
        "check the units of the facts"
    )
    assert islands.sheds(area=100, rent=2 * 10**13) == 10**15


def test_refuses_positional_facts():
    with pytest.raises(InvalidFacts) as refused:
        islands.ferry(5, True)
    assert str(refused.value) == (
        "islands/1.1: 1 fault\n"
        "  arguments=5, True: facts are given by name; write cost=..., registered=..."
    )


def test_names_every_missing_fact():
    for clause in (islands.nets, islands.sheds, islands.record_catch):
        with pytest.raises(InvalidFacts) as refused:
            clause()
        assert [fault.path for fault in refused.value.faults] == [(name,) for name in clause.facts]
        assert {fault.code for fault in refused.value.faults} == {Code.FACT_MISSING}


def test_with_figures_makes_a_reform():
    """A reform is the same clause with another figure."""
    reform = islands.ferry.with_figures(cap="2万元", rate=percent(40))
    assert reform(cost=wan(10), registered=True) == wan(2)
    assert reform.departures == ("rate=0.40", "cap=20000.00")
    assert repr(reform) == "<clause islands/1.1 ferry rate=0.40 cap=20000.00>"
    assert islands.ferry(cost=wan(10), registered=True) == wan(3)
    assert islands.ferry.departures == ()
    assert reform.with_figures(cap=wan(3), rate=percent(30)).departures == ()
    tiers = islands.record_catch.with_figures(tiers=((wan(1), wan(2)),))
    assert tiers(catch=wan(1), boats=2) == wan(2)


def test_refuses_unknown_or_bad_figures():
    with pytest.raises(InvalidFigures) as refused:
        islands.ferry.with_figures(ceiling=5, cap=-1, rates=3, rate="a")
    assert str(refused.value) == (
        "islands/1.1: 4 faults\n"
        "  rate='a': not a number; write it in digits\n"
        f"  cap=-1: a sum must be 0 or more; {SUM_CURE}\n"
        "  ceiling=5: the clause has no such figure; its figures: rate, cap\n"
        "  rates=3: the clause has no such figure; did you mean rate?"
    )
    with pytest.raises(InvalidFigures) as refused:
        islands.record_catch.with_figures(tiers=3)
    assert str(refused.value) == (
        "islands/2.3: 1 fault\n"
        '  tiers=3: a list is expected here; put it in brackets, as in ["A-1", "A-2"]'
    )


def test_read_as_selects_a_reading():
    both = {"catch": "2亿元", "boats": 2}
    assert islands.record_catch.readings == ("highest_tier", "sum_of_tiers")
    assert islands.record_catch.reading == "highest_tier"
    assert islands.record_catch(**both) == wan(3)
    other = islands.record_catch.read_as("sum_of_tiers")
    assert other(**both) == wan(4)
    assert other.departures == ("reading=sum_of_tiers",)
    assert other.read_as("highest_tier").departures == ()


def test_an_unknown_reading_is_refused():
    with pytest.raises(InvalidFigures) as refused:
        islands.record_catch.read_as("sum_of_tier")
    assert str(refused.value) == (
        "islands/2.3: 1 fault\n"
        "  reading='sum_of_tier': the clause has no such reading; "
        "did you mean sum_of_tiers?"
    )
    assert refused.value.faults[0].params["known"] == ("highest_tier", "sum_of_tiers")
    with pytest.raises(InvalidFigures, match="its readings: none"):
        islands.ferry.read_as("zzz")


def test_facts_have_a_json_schema():
    schema = islands.ferry.model.model_json_schema()
    assert schema["required"] == ["cost", "registered"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["registered"]["type"] == "boolean"


def _policy():
    return Policy(id="islands", region="", province="", level="city", data=islands.POLICY.data)


def _by_place(cost: Yuan) -> Yuan:
    return cost


def _float(*, cost: float) -> Yuan:
    return Decimal(cost)


def _annotated(*, cost: "Annotated_[Decimal, 5]") -> Yuan:
    return cost


def _no_default_reading(*, cost: Yuan, reading: Literal["a", "b"] = "b") -> Yuan:
    return cost


def _reading_of_any_name(*, cost: Yuan, reading: str = "a") -> Yuan:
    return cost


from typing import Annotated as Annotated_  # noqa: E402


def _rate_as_fact(*, share: Rate) -> Yuan:
    return share


def _hidden_name(*, _cost: Yuan) -> Yuan:
    return _cost


def _pydantic_name(*, copy: Yuan) -> Yuan:
    return copy


def _untyped_figure(*, cost: Yuan, cap=5) -> Yuan:
    return min(cost, cap)


def _unknown_type(*, cost: "Unknown") -> Yuan:  # noqa: F821
    return cost


READINGS = (
    "islands/9.9: reading must be a Literal whose first name is the default; "
    'write reading: Literal["a", "b"] = "a"'
)


@pytest.mark.parametrize(
    ("law", "message"),
    [
        (_by_place, "islands/9.9: cost is not keyword-only; write def f(*, cost, ...)"),
        (
            _float,
            "islands/9.9: the fact cost is typed <class 'float'>; use Yuan, Received, Area, "
            "Count, Year or bool, and one bool for each case",
        ),
        (
            _annotated,
            "islands/9.9: the fact cost is typed typing.Annotated[decimal.Decimal, 5]; use Yuan, "
            "Received, Area, Count, Year or bool, and one bool for each case",
        ),
        (
            _rate_as_fact,
            "islands/9.9: the fact share is typed Rate; use Yuan, Received, Area, "
            "Count, Year or bool, and one bool for each case",
        ),
        (_hidden_name, "islands/9.9: _cost is a name of pydantic; choose another name"),
        (_pydantic_name, "islands/9.9: copy is a name of pydantic; choose another name"),
        (_untyped_figure, "islands/9.9: cap has no type; annotate it, as in cap: Yuan"),
        (
            _unknown_type,
            "islands/9.9: an annotation cannot be read (name 'Unknown' is not defined); "
            "import what it names",
        ),
        (_no_default_reading, READINGS),
        (_reading_of_any_name, READINGS),
    ],
)
def test_refuses_bad_signatures_at_import(law, message):
    with pytest.raises(InvalidClause) as refused:
        _policy().clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(law)
    assert str(refused.value) == message


def test_refuses_division_by_a_fact():
    """The message names the clause."""

    def share(*, part: Yuan, whole: Yuan, rate: Rate = percent(80)) -> Yuan:
        return wan(1) if part / whole >= rate else ZERO

    clause = _policy().clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(share)
    with pytest.raises(InvalidClause, match=r"^islands/9\.9: it divides by a fact; compare by"):
        _ = clause.table


def test_grants_must_match_the_return_type():
    def harbour(*, selected: bool) -> Range:
        return Range(wan(1), wan(2)) if selected else Range(ZERO, ZERO)

    clause = _policy().clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(harbour)
    with pytest.raises(InvalidClause) as refused:
        clause(selected=True)
    assert str(refused.value) == (
        "islands/9.9: it grants amount and returns a range; make them agree"
    )


def test_refuses_a_negative_result():
    def difference(*, cost: Yuan, cap: Yuan = wan(3)) -> Yuan:
        return cost - cap

    clause = _policy().clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(difference)
    assert clause(cost=wan(3)) == ZERO
    with pytest.raises(InvalidClause, match="it gives a sum below 0"):
        clause(cost=Decimal("29999.99"))


def test_refuses_reversed_range_and_tiers():
    with pytest.raises(InvalidFigures) as refused:
        islands.harbour.with_figures(floor=wan(9))
    assert str(refused.value) == (
        "islands/1.3: 1 fault\n  figures=floor=90000.00: the range ends below its start; "
        "make the upper end the higher one"
    )
    assert islands.harbour.with_figures(floor=wan(8))(selected=True) == Range(wan(8), wan(8))
    with pytest.raises(
        InvalidFigures, match="thresholds of tiers must rise; sort the tiers by threshold"
    ):
        islands.record_catch.with_figures(tiers=((wan(2), wan(1)), (wan(1), wan(2))))


def test_departures_use_plain_digits():
    assert islands.ferry.with_figures(cap=Decimal("3E+6")).departures == ("cap=3000000",)
    tiers = islands.record_catch.with_figures(tiers=((wan(1), wan(2)),))
    assert tiers.departures == ("tiers=10000.00 → 20000.00",)


@pytest.mark.parametrize("clause", islands.POLICY.clauses.values(), ids=lambda c: c.name)
@given(data=st.data())
def test_compiled_form_matches_the_law(clause, data):
    """The compiled form gives what the function gives at 60 digits."""
    facts = values_of(clause, data.draw(parts_of(clause)))
    assert clause(**facts) == law_at_60_digits(clause, facts)


def test_a_fact_may_have_any_name():
    with pytest.raises(InvalidFacts) as refused:
        islands.ferry(**{"self": 5, "a b": 6})
    assert [one.path for one in refused.value.faults][2:] == [("self",), ("a b",)]
