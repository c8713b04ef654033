"""Clauses read otherwise in a call: how often they pay, and to what their sums belong."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from aipolicy import Award, Claim, assess, clause, frames, stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.errors import Code, InvalidCase, InvalidStack
from aipolicy.errors import faults as faults_of
from aipolicy.stacking.rules import reading_faults, rules_as_read

STATED = {"langfang_2023": date(2023, 1, 4), "dalian_2025_draft": date(2026, 1, 1)}


def award(id_, on, claimant="甲", subject="一", determined=None, **facts):
    """Return an award whose sums are given in 万元 and whose conditions hold."""
    own = clause(id_)
    sums = {name: wan(value) for name, value in facts.items()}
    start = STATED.get(own.policy)
    due = None if determined is None else wan(determined)
    claim = Claim(on=on, claimant=claimant, subject=subject, effective_from=start, determined=due)
    return own.award(claim, **dict.fromkeys(own.facts, True) | sums)


def paid(id_, sum_, on, claimant="甲", subject="一", **more):
    claim = Claim(on=on, claimant=claimant, subject=subject, **more)
    return Award.recorded(id_, wan(sum_), claim)


def due(new, before=(), reading=None):
    readings = {} if reading is None else {new[0].clause: reading}
    return stack(new, history=before, readings=readings).due / wan(1)


SOFTWARE, TALENT, EXPERTS = "langfang_2023/8.2", "langfang_2023/11.1", "harbin_2022/6.2"
MODELS, TASK, EVENT = "dalian_2025_draft/7.3", "langfang_2023/5.2", "harbin_2022/9.2"
FIRST, SECOND = date(2023, 6, 1), date(2024, 6, 1)


@pytest.mark.parametrize(
    ("sales", "reading", "right"),
    [
        (800, None, 0), (800, "once", 0), (800, "yearly", 80), (800, "cumulative", 40),
        (399, "cumulative", 39.9), (400, "cumulative", 40), (401, "cumulative", 40),
        (999, "yearly", 99.9), (1000, "yearly", 100), (1001, "yearly", 100),
    ],
)  # fmt: skip
def test_second_year_of_a_software(sales, reading, right):
    """Langfang 8.2: 首版次, the sales of a year, no 一次性; 600,000 were paid for 2023."""
    before = award(SOFTWARE, FIRST, annual_sales=600)
    now = award(SOFTWARE, SECOND, annual_sales=sales)
    assert float(due([now], [before], reading)) == right


@pytest.mark.parametrize("reading", ["once", "yearly", "cumulative"])
def test_same_sales_again_are_nothing(reading):
    """The sales of 2023 claimed once more for 2023 are one figure, whatever the reading."""
    before = award(SOFTWARE, FIRST, annual_sales=600)
    own = clause(SOFTWARE)
    claim = Claim(
        on=SECOND, year=2023, claimant="甲", subject="一", effective_from=date(2023, 1, 4)
    )
    again = own.award(claim, **dict.fromkeys(own.facts, True) | {"annual_sales": wan(600)})
    assert due([again], [before], reading=reading) == 0


@pytest.mark.parametrize(
    ("cost", "reading", "right"),
    [
        (200, None, 50), (200, "cumulative", 50), (200, "yearly", 100), (200, "once", 0),
        (60, None, 30), (99, None, 49.5), (100, None, 50), (101, None, 50),
        (399, "yearly", 199.5), (400, "yearly", 200), (401, "yearly", 200),
    ],
)  # fmt: skip
def test_compute_of_a_talent(cost, reading, right):
    """Langfang 11.1: half the compute cost, one cap of 2 million; 1.5 million were paid."""
    before = award(TALENT, FIRST, compute_cost=300)
    now = award(TALENT, SECOND, compute_cost=cost)
    assert float(due([now], [before], reading)) == right
    other = award(TALENT, SECOND, subject="二", compute_cost=cost)
    assert float(due([other], [before])) == min(cost / 2, 200)


@pytest.mark.parametrize(
    ("cost", "reading", "right"),
    [
        (80, None, 30), (80, "cumulative", 30), (80, "yearly", 56), (80, "per_claim", 56),
        (80, "once", 0), (40, None, 28), (42, None, 29.4), (43, None, 30),
        (142, "yearly", 99.4), (143, "per_claim", 100),
    ],
)  # fmt: skip
def test_costs_of_foreign_experts(cost, reading, right):
    """Harbin 6.2: 70% of running costs, one cap of 1 million; 700,000 were paid."""
    before = award(EXPERTS, date(2022, 12, 1), expert_cost=100)
    now = award(EXPERTS, date(2023, 6, 1), expert_cost=cost)
    assert float(due([now], [before], reading)) == right


def test_experts_claimed_together():
    """Two claims of one day share the cap; read per claim, each has its own."""
    both = [award(EXPERTS, date(2023, 6, day), expert_cost=100 + day) for day in (1, 2)]
    assert due(both) == 100
    assert due(both, reading="per_claim") == Decimal("142.1")
    assert due(both, reading="once") == Decimal("71.4")


@pytest.mark.parametrize(
    ("determined", "reading", "right"),
    [
        (120, None, 50), (120, "cumulative", 50), (120, "yearly", 120), (120, "once", 0),
        (49, None, 49), (50, None, 50), (51, None, 50), (200, "yearly", 200),
    ],
)  # fmt: skip
def test_purchase_of_filed_models(determined, reading, right):
    """Dalian 7.3: at most 30% of the fees, 2 million an enterprise; 1.5 million were paid."""
    before = award(MODELS, date(2026, 6, 1), determined=150, model_purchase_cost=500)
    later = date(2027, 6, 1)
    now = award(MODELS, later, determined=determined, model_purchase_cost=700)
    assert due([now], [before], reading) == right
    other = award(MODELS, later, subject="二", determined=120, model_purchase_cost=700)
    assert due([other], [before]) == 50


@pytest.mark.parametrize(
    ("cost", "reading", "right"),
    [
        (500, None, 50), (800, None, 60), (800, "yearly", 80), (800, "enterprise", 80),
        (800, "once", 0), (599, None, 59.9), (600, None, 60), (601, None, 60),
    ],
)  # fmt: skip
def test_task_of_two_years(cost, reading, right):
    """Langfang 5.2: 10% of the costs of a task, one cap of 1 million; 400,000 were paid."""
    before = award(TASK, FIRST, rnd_cost=400)
    now = award(TASK, SECOND, rnd_cost=cost)
    assert float(due([now], [before], reading)) == right


@pytest.mark.parametrize(
    ("names", "right"),
    [("yearly", 50), ("unit", 50), (["yearly", "unit"], 50), ("per_event", 80), ("once", 80)],
)
def test_answer_says_both(names, right):
    """Per organiser and year is one answer: its frequency brings its unit along."""
    day = date(2023, 6, 1)
    both = [award(EVENT, day, subject=subject, event_cost=80) for subject in ("展会", "赛事")]
    assert due(both, reading=names) == right


def test_events_without_a_cap_of_their_own():
    """Read per organiser and event, two hosts of one event have a cap each."""
    day = date(2023, 6, 1)
    both = [
        award(EVENT, day, claimant=who, event_cost=cost) for who, cost in (("甲", 80), ("乙", 90))
    ]
    assert due(both) == 50
    assert due(both, reading=["per_event", "unit"]) == 80 + 5
    twice = [award(EVENT, date(2023, 6, day), event_cost=70 + day) for day in (1, 2)]
    assert due(twice, reading=["per_event", "unit"]) == 50
    other = [both[0], award(EVENT, day, subject="二", event_cost=80)]
    assert due(other, reading=["per_event", "unit"]) == 80


def test_named_unit_goes_first():
    """What a name says itself goes before what comes along with another answer."""
    own = rules_as_read({"harbin_2022/9.2": ["once", "unit"]}).stackings["harbin_2022"]
    assert (own.how_often["9.2"], own.per["9.2"]) == ("once", "unit")
    own = rules_as_read({"dalian_2025_draft/6.1": ["cumulative", "contract"]})
    stacking = own.stackings["dalian_2025_draft"]
    assert (stacking.how_often["6.1"], stacking.per["6.1"]) == ("cumulative", "contract")


UNITS = {
    "harbin_2022/1.1": ("unit", 1000), "harbin_2022/2.1": ("unit", 1000),
    "wuhan_2024_draft/7.4": ("unit", 100), "dalian_2025_draft/2.1": ("enterprise", 1000),
    "dalian_2025_draft/2.2": ("enterprise", 500), "langfang_2023/11.2": ("unit", 100),
    "dalian_2025_draft/14.1": ("enterprise", 100),
}  # fmt: skip


@pytest.mark.parametrize(("id_", "reading", "cap"), [(i, *row) for i, row in UNITS.items()])
def test_cap_of_a_claimant(id_, reading, cap):
    """Two subjects of one claimant have a cap each; read per claimant, one."""
    day = date(2023, 6, 1) if id_ < "i" and "harbin" in id_ else date(2026, 1, 2)
    both = [paid(id_, cap, day, subject=subject) for subject in ("一", "二")]
    if id_.startswith("langfang"):
        both = [paid(id_, cap, SECOND, subject=subject) for subject in ("一", "二")]
    assert due(both) == 2 * cap
    assert due(both, reading=reading) == cap
    assert due([both[0]], [both[1]], reading=reading) == 0
    others = [both[0], paid(id_, cap, both[0].claim.on, claimant="乙", subject="二")]
    assert due(others, reading=reading) == 2 * cap


SUBJECTS = {
    "wuhan_2024_draft/8.3": ("project", 500), "dalian_2025_draft/7.2": ("product", 50),
    "heilongjiang_2026/7.1": ("project", 100), "langfang_2023/10.1": ("product", 50),
}  # fmt: skip


@pytest.mark.parametrize(("id_", "reading", "cap"), [(i, *row) for i, row in SUBJECTS.items()])
def test_cap_of_each_subject(id_, reading, cap):
    """Two wins, models or products of one claimant share a cap; read per subject, each has one."""
    day = date(2025, 6, 1) if id_.startswith("langfang") else date(2026, 6, 1)
    both = [paid(id_, cap, day, subject=subject) for subject in ("一", "二")]
    assert due(both) == cap
    assert due(both, reading=reading) == 2 * cap
    again = [both[0], paid(id_, cap, date(day.year, 7, 1), subject="一")]
    assert due(again, reading=reading) == cap


def test_contracts_of_one_result():
    """Dalian 5.3: 单项 is the contract; read as the result, its contracts share the cap."""
    day = date(2026, 6, 1)
    both = [paid("dalian_2025_draft/5.3", 75, day, contract=name) for name in ("A", "B")]
    assert due(both) == 150
    assert due(both, reading="project") == 100
    apart = [both[0], paid("dalian_2025_draft/5.3", 75, day, subject="二", contract="B")]
    assert due(apart, reading="project") == 150


def test_vouchers_of_one_contract():
    """Dalian 6.1: a cap for the unit and year; in all; or for each contract."""
    id_, day = "dalian_2025_draft/6.1", date(2026, 6, 1)
    both = [paid(id_, 150, day, contract=name) for name in ("A", "B")]
    later = paid(id_, 150, date(2027, 6, 1), contract="A")
    assert due(both) == 200
    assert due(both, reading="contract") == 300
    assert due([later], [both[0]]) == 150
    assert due([later], [both[0]], reading="cumulative") == 50
    assert due([later], [both[0]], reading="contract") == 50
    assert due([later], [both[0]], reading=["yearly", "contract"]) == 150
    assert due([later], [both[0]], reading=["cumulative", "contract"]) == 50


@pytest.mark.parametrize(
    ("id_", "sum_"),
    [("dalian_2025_draft/2.2", 500), ("langfang_2023/5.3", 100), ("langfang_2023/9.1", 100)],
)
def test_parts_of_one_sum(id_, sum_):
    """A fixed sum is given once; read in parts, what is left of it is due."""
    day = date(2026, 6, 1) if "dalian" in id_ else SECOND
    before = [paid(id_, part, day) for part in (sum_ // 5,)]
    now = award(id_, date(day.year, 9, 1))
    assert due([now], before) == 0
    assert due([now], before, reading="cumulative") == sum_ - sum_ // 5
    assert due([now], [paid(id_, sum_, day)], reading="cumulative") == 0
    [cut] = stack([now], history=before, readings={id_: "cumulative"}).displaced
    assert cut.rule == f"{id_}:in_all"
    assert due([now], [paid(id_, sum_ - 1, day)], reading="cumulative") == 1


def test_one_voucher_for_a_project():
    """Langfang 2.3: vouchers of two years for one project stand; read once, the first alone."""
    id_ = "langfang_2023/2.3"
    before, now = paid(id_, 40, FIRST), paid(id_, 70, SECOND)
    assert due([now], [before]) == 70
    assert due([now], [before], reading="once") == 0
    assert due([paid(id_, 70, SECOND, subject="二")], [before], reading="once") == 70
    assert due([paid(id_, 40, FIRST), now], reading="project") == 70


def test_marks_tell_which_clause_is_read():
    before, now = award(SOFTWARE, FIRST, annual_sales=600), award(SOFTWARE, SECOND, annual_sales=9)
    found = stack([now], history=[before], readings={SOFTWARE: "yearly"})
    [mark] = [mark for mark in found.marks if mark.kind is MarkKind.READING]
    assert mark.en == "langfang_2023/8.2 is read as yearly: every year"
    assert mark.zh == (
        "《廊坊市促进人工智能产业发展十三条措施》的第8.2项按选定的理解方式：每年均可申报（yearly）"
    )


@pytest.mark.parametrize(("reading", "marked"), [("once", 0), ("cumulative", 0), (None, 1)])
def test_chosen_frequency_is_no_longer_open(reading, marked):
    """Who has chosen how often a clause pays need not be told that the text does not print it."""
    before = award(SOFTWARE, FIRST, annual_sales=600)
    now = award(SOFTWARE, SECOND, annual_sales=800)
    readings = {SOFTWARE: reading} if reading else {}
    found = stack([now], history=[before], readings=readings)
    assert found.displaced
    assert [mark.kind for mark in found.marks].count(MarkKind.FREQUENCY) == marked


def test_chosen_unit_leaves_frequency_open():
    """Harbin 1.1 read per claimant is still once, and still not printed."""
    id_, day = "harbin_2022/1.1", date(2023, 6, 1)
    found = stack(
        [paid(id_, 100, day)], history=[paid(id_, 50, day, subject="二")], readings={id_: "unit"}
    )
    [mark] = [mark for mark in found.marks if mark.kind is MarkKind.FREQUENCY]
    assert mark.en == (
        "once per unit (the text does not print 一次性); "
        'readings can choose "cumulative", "yearly", "per_claim" instead'
    )
    assert "once per unit (the text does not print 一次性)" in found.explain("en")


def test_unread_clause_says_what_is_not_printed():
    before, now = award(SOFTWARE, FIRST, annual_sales=600), award(SOFTWARE, SECOND, annual_sales=9)
    found = stack([now], history=[before])
    [mark] = [mark for mark in found.marks if mark.kind is MarkKind.FREQUENCY]
    assert "the text does not print 一次性" in mark.en
    assert '"yearly", "cumulative"' in mark.en
    assert "条文未写明“一次性”" in mark.zh
    assert "每个产品给予一次（条文未写明“一次性”）" in found.explain("zh")


def test_two_names_of_one_answer_are_one_mark():
    one = award(EVENT, date(2023, 6, 1), event_cost=80)
    found = stack([one], readings={EVENT: ["yearly", "unit"]})
    assert [mark.kind for mark in found.marks].count(MarkKind.READING) == 1


def test_rules_and_clauses_are_read_together():
    read = rules_as_read({"langfang_2023/8.2": "yearly", "langfang_2023": "no_top_up"})
    own = read.stackings["langfang_2023"]
    assert not read.faults
    assert [reading.name for _, reading in read.chosen] == ["yearly", "no_top_up"]
    assert own.how_often == {"8.2": "yearly"}
    assert not any(rule.top_up for rule in own.rules)


WRONG = [
    ({"langfang_2023/8.9": "yearly"}, Code.CLAUSE_UNKNOWN, "unknown clause"),
    ({"langfangg/8.2": "yearly"}, Code.CLAUSE_UNKNOWN, "did you mean"),
    ({"harbin_2022/5.3": "yearly"}, Code.CLAUSE_NOT_COMPUTABLE, "no computable amount"),
    ({SOFTWARE: "yearl"}, Code.CLAUSE_READING_UNKNOWN, "did you mean yearly?"),
    ({SOFTWARE: ""}, Code.CLAUSE_READING_UNKNOWN, "readings: once, yearly, cumulative"),
    ({SOFTWARE: "no_top_up"}, Code.CLAUSE_READING_UNKNOWN, "once, yearly, cumulative"),
    ({SOFTWARE: "per_claim"}, Code.CLAUSE_READING_UNKNOWN, "once, yearly, cumulative"),
    ({"langfang_2023/6.1": "yearly"}, Code.CLAUSE_READING_NONE, "remove it from readings"),
    ({SOFTWARE: ["once", "yearly"]}, Code.READING_SAME_POINT, "once, yearly, cumulative"),
    ({EVENT: ["event", "unit"]}, Code.READING_SAME_POINT, "choose one of: event, unit"),
]  # fmt: skip


@pytest.mark.parametrize(("readings", "code", "cure"), WRONG)
def test_unknown_readings_are_refused(readings, code, cure):
    [wrong] = reading_faults(readings)
    assert wrong.code is code
    assert wrong.path == ("readings", *readings)
    assert cure in wrong.text("en")
    assert wrong.text("zh") != wrong.text("en")
    with pytest.raises(InvalidStack) as refused:
        stack([], readings=readings)
    assert faults_of(refused.value) == (wrong,)


def test_all_wrong_readings_at_once():
    wrong = reading_faults({SOFTWARE: ["a", "b"], "harbin_2022": "c", "harbin_2022/9.9": "d"})
    assert [one.code for one in wrong] == [
        Code.CLAUSE_READING_UNKNOWN, Code.CLAUSE_READING_UNKNOWN, Code.RULE_READING_UNKNOWN,
        Code.CLAUSE_UNKNOWN,
    ]  # fmt: skip


def test_case_file_reads_clauses():
    """Case files take the id of a clause where they take that of a document."""
    text = """
申报主体: 甲
理解方式: {{langfang_2023/8.2: {name}}}
已领: [{{条款: langfang_2023/8.2, 适用日期: 2023-06-01, 项目: 一, 金额: 60万元}}]
申报:
  - 条款: langfang_2023/8.2
    适用日期: 2024-06-01
    施行日期: 2023-01-04
    项目: 一
    事实: {{annual_sales: 800万元, first_version: 是}}
"""
    facts = {name for name in clause(SOFTWARE).facts if name != "annual_sales"}
    text = text.replace("first_version", min(facts))
    read = {name: assess_text(text, name).total for name in ("once", "yearly", "cumulative")}
    assert read == {"once": 0, "yearly": wan(80), "cumulative": wan(40)}
    with pytest.raises(InvalidCase) as refused:
        assess_text(text, "yearlly")
    [wrong] = faults_of(refused.value)
    assert (wrong.code, wrong.path) == (
        Code.CLAUSE_READING_UNKNOWN,
        ("readings", "langfang_2023/8.2"),
    )


def assess_text(text, name):
    from aipolicy import Case

    return assess(Case.read(text.format(name=name)))


@pytest.mark.parametrize("reading", ["once", "yearly", "cumulative", None])
def test_frames_read_clauses_alike(reading):
    """frames.stack gives what stack gives, under every reading, row by row."""
    rows = [
        ("甲", "一", 60, date(2023, 6, 1), True), ("甲", "一", 80, date(2024, 6, 1), False),
        ("甲", "二", 80, date(2024, 6, 1), False), ("乙", "一", 70, date(2024, 6, 1), False),
        ("甲", "一", 30, date(2025, 6, 1), False),
    ]  # fmt: skip
    readings = {} if reading is None else {SOFTWARE: reading}
    frame = pl.DataFrame(
        rows, schema=["claimant", "subject", "amount", "on", "paid_before"], orient="row"
    )
    found = frames.stack(frame.with_columns(clause=pl.lit(SOFTWARE)), unit="wan", readings=readings)
    awards = [paid(SOFTWARE, sum_, on, who, what) for who, what, sum_, on, _ in rows]
    new = [one for one, row in zip(awards, rows, strict=True) if not row[-1]]
    resolution = stack(new, history=[awards[0]], readings=readings)
    sums = {id(one): sum_ / wan(1) for one, sum_ in resolution.granted}
    expected = [sums.get(id(one), 0) for one in new]
    assert found["paid"].to_list()[1:] == expected
    assert found["paid"][0] is None
