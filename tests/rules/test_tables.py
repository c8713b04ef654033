"""What is printed of every clause in the registry: the whole table, in the law's own figures."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Claim, clauses, wan, yi
from aipolicy.calc.symbolic.intervals import Interval
from aipolicy.calc.symbolic.lines import Less
from aipolicy.calc.symbolic.terms import Number, leaves
from aipolicy.calc.symbolic.written import term_of
from aipolicy.rules import dalian_2025_draft, heilongjiang_2026, langfang_2023
from tests.conftest import spread
from tests.sampling import parts_of, values_of

SEVEN = {
    "seven": ((1, 100), (2, 200), (5, 500), (10, 1000), (20, 1500), (50, 3000), (100, 5000)),
    "close": ((1, 10), ("1.1", 11), ("1.2", 12), ("1.3", 13), (2, 14), (3, 100), (4, 101)),
    "odd": (("0.5", "0.5"), (1, 7), (3, 9), (4, "12.5"), (7, 40), (9, 41), ("123.45", 999)),
}
MILESTONE = langfang_2023.revenue_milestone


def _readings():
    for clause in clauses():
        for names in product(*clause.points.values()):
            yield clause.read_as(*names) if names else clause


def _seven():
    for name, tiers in SEVEN.items():
        figures = tuple((yi(threshold), wan(sum_)) for threshold, sum_ in tiers)
        for reading in MILESTONE.readings:
            changed = MILESTONE.with_figures(tiers=figures).read_as(reading)
            yield pytest.param(changed, id=f"{name}:{reading}")


READINGS = [pytest.param(c, id=":".join([c.id, *c.chosen.values()])) for c in _readings()]
OF_SEVEN = list(_seven())
EVERY = [*READINGS, *OF_SEVEN]


@pytest.mark.parametrize("clause", EVERY)
@spread(len(EVERY))
@given(data=st.data())
def test_one_line_gives_what_a_call_does(clause, data):
    """To any facts just one printed line applies, and it gives the sum."""
    parts = data.draw(parts_of(clause))
    facts = {name: Fraction(part, clause.facts[name].scale) for name, part in parts.items()}
    lines = clause.table.lines
    met = [line for line in lines if not line.otherwise and line.at(facts)]
    (line,) = met or [line for line in lines if line.otherwise]
    rounded = [(end.at(facts) * 200 + 1) // 2 for end in (line.least, line.most)]
    computed = clause(**values_of(clause, parts))
    ends = (computed.least, computed.most) if line.is_range else (computed, computed)
    assert rounded == [end * 100 for end in ends]


def _numbers(clause):
    for line in clause.table.lines:
        for end in (line.least, line.most):
            terms = [term_of(end.base if isinstance(end, Less) else end)]
            terms += [amount for _, amount in end.taken.steps] if isinstance(end, Less) else []
            yield from (leaf for term in terms for leaf in leaves(term))
        for condition in line.conditions:
            if isinstance(condition, Interval):
                bounds = [one.term for one in (condition.low, condition.high) if one is not None]
                sides = [condition.term, *([condition.other] if condition.other else [])]
                yield from (leaf for term in (*bounds, *sides) for leaf in leaves(term))


def _printed(figure):
    if isinstance(figure, tuple):
        return {Fraction(number) for pair in figure for number in pair}
    return {Fraction(figure)}


@pytest.mark.parametrize("clause", EVERY)
def test_only_figures_of_the_law_are_shown(clause):
    """Each number of a table is a figure of the clause, but for nothing, the whole and a first."""
    figures = {number for one in clause.figures.values() for number in _printed(one)} | {0, 1}
    shown = {leaf.value for leaf in _numbers(clause) if isinstance(leaf, Number)}
    assert shown <= figures


@pytest.mark.parametrize("clause", OF_SEVEN)
def test_seven_tiers_take_nine_lines(clause):
    table = clause.table
    assert len(table.rows) == 36
    assert len(table.written("en")) + len(table.notes("en")) <= 9
    assert len(table.formula("en")) < 340
    assert len(table.formula("zh")) < 180


@pytest.mark.parametrize(
    ("clause", "english", "chinese"),
    [
        (
            heilongjiang_2026.compute_purchase.read_as("excess_only"),
            "min(30% × (compute_spend − 300,000), 4 million)",
            "孰低（30% ×（算力实际支出额 − 30万元），400万元）",
        ),
        (
            heilongjiang_2026.rnd_investment,
            "min((100% + 50%) × base_subsidy, 15 million − received_to_date)",
            "孰低（（100% + 50%）× 按基础比例计算的补助，1500万元 − 迄今累计已获金额）",
        ),
        (
            dalian_2025_draft.rent_support,
            "50% × 4,000 m² × annual_rent_per_m2",
            "50% × 4000平方米 × 每平方米年房租",
        ),
        (
            langfang_2023.revenue_growth,
            "main_revenue − previous_main_revenue ≥ 10% × previous_main_revenue",
            "主营业务收入 − 上年主营业务收入 ≥ 10% × 上年主营业务收入",
        ),
    ],
)
def test_formulas_are_written_as_the_law(clause, english, chinese):
    """A rate times an excess stays that: no product such as 90,000 is shown."""
    assert english in clause.table.formula("en")
    assert chinese in clause.table.formula("zh")


@pytest.mark.parametrize(
    ("reading", "english", "chinese"),
    [
        ("highest_tier", "5 million", "500万元"),
        (
            "sum_of_tiers",
            "1 million + 5 million − all_tiers(highest_past_main_revenue)",
            "100万元 + 500万元 − 已达各档合计（以往最高主营业务收入）",
        ),
        (
            "difference_only",
            "5 million − highest_tier(highest_past_main_revenue)",
            "500万元 − 已达最高档（以往最高主营业务收入）",
        ),
    ],
)
def test_each_reading_is_shown_in_tiers(reading, english, chinese):
    table = MILESTONE.read_as(reading).table
    between = "500 million ≤ main_revenue < 1,000 million; highest_past_main_revenue < 500 million"
    assert table.written("en")[1] == (between, english)
    between = "5亿元 ≤ 主营业务收入 < 10亿元；以往最高主营业务收入 < 5亿元"
    assert table.written("zh")[1] == (between, chinese)
    assert table.written("en")[-1] == ("otherwise", "0")
    assert table.written("zh")[-1] == ("其他情形", "0元")


def test_an_award_compares_once_a_quantity():
    """Two thresholds of one fact are one step, its value between them."""
    claim = Claim(on="2023-06-01", effective_from="2023-01-04")
    award = MILESTONE.award(claim, main_revenue=yi(6), highest_past_main_revenue=wan(8000))
    assert [step.en for step in award.steps if step.kind == "condition"] == [
        "highest_past_main_revenue = 80,000,000.00 < 100,000,000.00",
        "500,000,000.00 ≤ main_revenue = 600,000,000.00 < 1,000,000,000.00",
    ]
    assert [step.zh for step in award.steps if step.kind == "condition"][1] == (
        "500,000,000.00 ≤ 主营业务收入 = 600,000,000.00 < 1,000,000,000.00"
    )
    first = dalian_2025_draft.rent_support.award(
        Claim(on="2025-08-01", effective_from="2025-06-30"),
        area=50,
        annual_rent_per_m2=600,
        year_of_tenancy=1,
        robotics_enterprise=True,
        designated_carrier=True,
    )
    assert "year_of_tenancy = 1" in [s.en for s in first.steps if s.kind == "condition"]
    read = MILESTONE.read_as("sum_of_tiers")
    award = read.award(claim, main_revenue=yi(6), highest_past_main_revenue=wan(8000))
    assert award.reason("en") == "1,000,000.00 + 5,000,000.00 = 6,000,000.00"
