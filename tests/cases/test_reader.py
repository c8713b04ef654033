"""The reader of cases: what people and programs write becomes a case, or all its faults."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Case
from aipolicy.calc.calculations.faults import missing_fact
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.cases.case import CaseClaim, CasePayment, read_case_data
from aipolicy.cases.file import assess_text
from aipolicy.errors import InvalidCase
from aipolicy.registry import clauses

GOOD = """
claimant: 冰城智造
claims:
  - clause: harbin_2022/9.2
    on: 2023-06-01
    subject: 论坛
    facts: {event_cost: 60万元, on_annual_list: 是}
"""

HISTORY = """
history:
  - name: 省首台套
    level: province
    on: 2023-01-01
    amount: 5万元
    same_kind: 否
    year: "2022"
    bases: {retained_tax: 30万元}
readings:
  harbin_2022: any_kind
  langfang_2023: [by_article, no_top_up]
"""

LANGFANG = """
claims:
  - clause: langfang_2023/3.1
    on: 2024-06-01
    effective_from: 2023-01-04
    facts: {compute_cost: 1亿元, parameters: 1000000000, scenarios: 5}
"""


def told(text, read=read_case_data):
    with pytest.raises(InvalidCase) as refused:
        read(text, "case.yaml")
    return str(refused.value)


def faults(*lines):
    count = f"{len(lines)} fault{'' if len(lines) == 1 else 's'}"
    return "\n  ".join([f"case.yaml: {count}", *lines])


def test_reads_conditions_from_words():
    claim = Case.read(GOOD).claims[0]
    assert claim.facts == {"event_cost": 600_000, "on_annual_list": True}
    assert str(claim.on) == "2023-06-01"


@pytest.mark.parametrize(
    ("word", "met"),
    [("是", True), ("yes", True), ("true", True), ("TRUE", True), ("否", False), ("no", False)],
)
def test_yes_and_no_in_both_languages(word, met):
    case = Case.read(GOOD.replace("是", word))
    assert case.claims[0].facts["on_annual_list"] is met


def test_reads_history_and_readings():
    case = Case.read(GOOD + HISTORY)
    (payment,) = case.history
    assert (payment.same_kind, payment.year, payment.amount) == (False, 2022, 50_000)
    assert payment.bases == {"retained_tax": 300_000}
    assert case.readings == {
        "harbin_2022": "any_kind", "langfang_2023": ("by_article", "no_top_up"),
    }  # fmt: skip


def test_counts_are_digits_and_sums_words():
    facts = Case.read(LANGFANG).claims[0].facts
    assert facts == {"compute_cost": 10**8, "parameters": 10**9, "scenarios": 5}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        # The file's own keys.
        ("claimant:", "claiment:", "claiment='冰城智造': unknown key; did you mean claimant?"),
        ("claimant:", "zzz:", "zzz='冰城智造': unknown key; known keys: claimant, claims, history, readings"),
        ("冰城智造", "[a]", "claimant=['a']: one value is expected here; write it after the colon"),
        # The keys of a claim.
        ("subject:", "subjct:", "claims[1].subjct='论坛': unknown key; did you mean subject?"),
        ("subject:", "zzz:", "claims[1].zzz='论坛': unknown key; known keys: on, claimant, subject, effective_from, determined, exception, term, applicant, year, contract, content, invoices, bases, paid_on, clause, facts, reading"),
        ("on: 2023-06-01", "on: June", "claims[1].on='June': not a date; write it as 2023-06-01 or 2023/6/1"),
        ("on: 2023-06-01", "on: 2023-W22", "claims[1].on='2023-W22': not a date; write it as 2023-06-01 or 2023/6/1"),
        ("on: 2023-06-01", "on:", "claims[1].on=(missing): this key is required; write on:"),
        ("on: 2023-06-01", "", "claims[1].on=(missing): this key is required; write on:"),
        ("clause: harbin_2022/9.2\n    on", "on", "claims[1].clause=(missing): this key is required; write clause:"),
        ("subject:", "determined: 5刀\n    subject:", "claims[1].determined='5刀': unknown unit '刀'; write 元, 万元 or 亿元, or no unit"),
        ("subject:", "applicant: enterprize\n    subject:", "claims[1].applicant='enterprize': unknown choice; did you mean enterprise?"),
        ("subject:", "term: zz\n    subject:", "claims[1].term='zz': unknown choice; choose one of: corresponding_day, day_before"),
        ("subject:", "year: 23\n    subject:", "claims[1].year=23: a calendar year must be between 1949 and 2200; write it as 2023"),
        ("subject:", "year: 1948\n    subject:", "claims[1].year=1948: a calendar year must be between 1949 and 2200; write it as 2023"),
        ("subject:", "year: 2201\n    subject:", "claims[1].year=2201: a calendar year must be between 1949 and 2200; write it as 2023"),
        ("subject:", "invoices: A-1\n    subject:", "claims[1].invoices='A-1': a list is expected here; begin each entry with -, or put the list in brackets"),
        ("subject:", "invoices: [A-1, [b]]\n    subject:", "claims[1].invoices[2]=['b']: one value is expected here; write it after the colon"),
        ("subject:", "bases: 5\n    subject:", "claims[1].bases='5': names with values are expected here; give each value with its name, as in {contract_cost: 800万元}"),
        ("subject:", "bases: {tax: -5}\n    subject:", "claims[1].bases.tax='-5': a sum must be 0 or more; write 0 or more"),
        # The clause, and the facts it asks for.
        ("harbin_2022/9.2", "harbin_2022/9.9", "claims[1].clause='harbin_2022/9.9': unknown clause; did you mean harbin_2022/9.2?"),
        ("harbin_2022/9.2", "zz", "claims[1].clause='zz': unknown clause; aipolicy clauses lists them all"),
        ("harbin_2022/9.2", "harbin_2022/5.3", "claims[1].clause='harbin_2022/5.3': this provision has no computable amount; its kind is referral; remove this claim"),
        ("subject:", "reading: zz\n    subject:", "claims[1].reading='zz': the clause has no such reading; its readings: fixed, up_to"),
        ("是", "maybe", "claims[1].facts.on_annual_list='maybe': not yes or no; write 是 or 否, yes or no, true or false"),
        ("是", "[1]", "claims[1].facts.on_annual_list=['1']: one value is expected here; write it after the colon"),
        ("是", "{a: 1}", "claims[1].facts.on_annual_list={'a': '1'}: one value is expected here; write it after the colon"),
        ("是", "", "claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否"),
        (", on_annual_list: 是", "", "claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否"),
        ("60万元", "六十万块", "claims[1].facts.event_cost='六十万块': '块' was not understood; write it as \"8000000.00\" or \"800万元\""),
        ("60万元", "60万美元", "claims[1].facts.event_cost='60万美元': sums are in yuan, not in another currency; convert it to yuan"),
        ("是}", "是, zz: 1}", "claims[1].facts.zz='1': the clause has no such fact; its facts: event_cost, on_annual_list"),
        ("是}", "是, cap: 1}", "claims[1].facts.cap='1': this is a figure of the law, not a fact; remove it"),
        ("是}", "是, contract: 1}", "claims[1].facts.contract='1': this is a key of the claim, not a fact; write it beside facts"),
        ("{event_cost: 60万元, on_annual_list: 是}", "5", "claims[1].facts='5': names with values are expected here; give each value with its name, as in {total_investment: 800万元}"),
        # The days in force.
        ("2023-06-01", "2024-01-01", "claims[1].on=2024-01-01: harbin_2022 is in force from 2022-08-24 to 2023-12-31, both days included; claim on a day in force, or under another policy"),
        ("subject:", "effective_from: 2022-01-01\n    subject:", "claims[1].effective_from=2022-01-01: harbin_2022 states its own first day, 2022-08-24; remove effective_from"),
    ],
)  # fmt: skip
def test_fault_has_place_limit_and_cure(old, new, fault):
    assert old in GOOD
    assert told(GOOD.replace(old, new)) == faults(fault)
    assert told(GOOD.replace(old, new), assess_text) == faults(fault)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("effective_from: 2023-01-04", "", "claims[1].effective_from: the text of langfang_2023 gives no effective date; write the day known from elsewhere, as in effective_from: 2025-06-30; for all cases, name a file of days by --days or AIPOLICY_DAYS"),
        ("2023-01-04", "9999-01-01", "claims[1].effective_from=9999-01-01: a term of 3 years from this day ends beyond the calendar; state an earlier day"),
        ("2023-01-04", "2020-01-04\n    term: day_before", "claims[1].on=2024-06-01: langfang_2023 is in force from 2020-01-04 to 2023-01-03, both days included; claim on a day in force, or under another policy"),
        ("langfang_2023/3.1", "langfang_2023/7.2\n    reading: highest_teir", "claims[1].reading='highest_teir': the clause has no such reading; did you mean highest_tier?"),
        ("langfang_2023/3.1", "langfang_2023/7.2\n    reading: zz", "claims[1].reading='zz': the clause has no such reading; its readings: highest_tier, sum_of_tiers, difference_only"),
        ("scenarios: 5", "scenaros: 5", "claims[1].facts.scenaros='5': the clause has no such fact; did you mean scenarios?"),
        ("1000000000", "10亿", "claims[1].facts.parameters='10亿': not a whole number; write digits"),
        ("1000000000", "1e9", "claims[1].facts.parameters='1e9': not a whole number; write digits"),
        ("1000000000", "-1", "claims[1].facts.parameters='-1': not a whole number; write digits"),
        ("1000000000", "②", "claims[1].facts.parameters='②': not a whole number; write digits"),
        ("1000000000", "1" * 31, f"claims[1].facts.parameters='{'1' * 31}': a number has at most 30 characters; write fewer digits"),
        ("1000000000", "1" * 30, f"claims[1].facts.parameters='{'1' * 30}': a count must be between 0 and 1,000,000,000,000,000; give a whole number in that range"),
    ],
)  # fmt: skip
def test_reports_bad_readings_and_counts(old, new, fault):
    """It also reports a missing or impossible first day."""
    assert old in LANGFANG
    lines = told(LANGFANG.replace(old, new)).splitlines()
    assert f"  {fault}" in lines
    # Whatever else the new clause asks for is missing, and nothing more is wrong.
    others = [line for line in lines[1:] if line != f"  {fault}"]
    assert all("facts." in line for line in others)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("amount: 5万元", "", "history[1].amount=(missing): this key is required; write amount:"),
        ("amount: 5万元", "amount: -5", "history[1].amount='-5': a sum must be 0 or more; write 0 or more"),
        ("same_kind: 否", "same_kind: maybe", "history[1].same_kind='maybe': not yes or no; write 是 or 否, yes or no, true or false"),
        ('year: "2022"', "year: XX", "history[1].year='XX': not a whole number; write digits"),
        ("level: province", "levl: province", "history[1].levl='province': unknown key; did you mean level?|history[1].level=(missing): a policy outside the library needs its level; write nation, province, city or district"),
        ("name: 省首台套", "subject: x", "history[1].clause: a payment states the clause or the policy it was paid under; write clause, or name and level|history[1].level='province': only a policy outside the library has a level; remove level, or write name"),
        ("name: 省首台套", "clause: harbin_2022/9.2", "history[1].level='province': only a policy outside the library has a level; remove level, or write name"),
        ("name: 省首台套", "clause: harbin_2022/9.2\n    name: x", "history[1].name='x': a payment is under a clause or under another policy, not both; remove clause or name"),
        ("name: 省首台套\n    level: province", "clause: harbin_2022/99.9", "history[1].clause='harbin_2022/99.9': unknown provision; did you mean harbin_2022/9.3?"),
        ("name: 省首台套\n    level: province", "clause: zz", "history[1].clause='zz': unknown provision; aipolicy clauses --all lists them all"),
        ("any_kind", "[any_knd]", "readings.harbin_2022='any_knd': the stacking rules of the document have no such reading; did you mean any_kind?"),
        ("any_kind", "zz", "readings.harbin_2022='zz': the stacking rules of the document have no such reading; readings: same_enterprise, same_cost_item, any_kind, districts_too, inside_too, no_top_up, gross_caps"),
        ("harbin_2022: any_kind", "harbin_2021: any_kind", "readings.harbin_2021='any_kind': unknown policy; did you mean harbin_2022?"),
        ("harbin_2022: any_kind", "zz: [any_kind]", "readings.zz=['any_kind']: unknown policy; known: dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft"),
        ("readings:\n  harbin_2022: any_kind\n  langfang_2023: [by_article, no_top_up]", "readings: no_top_up", "readings='no_top_up': names with values are expected here; give each value with its name, as in {langfang_2023: no_top_up}"),
    ],
)  # fmt: skip
def test_reports_bad_history_and_readings(old, new, fault):
    assert old in HISTORY
    for read in (read_case_data, assess_text):
        assert told(GOOD + HISTORY.replace(old, new), read) == faults(*fault.split("|"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("5", "file='5': a case is keys and values; begin with claims:"),
        ("", "file='': a case is keys and values; begin with claims:"),
        ("- a", "file=['a']: a case is keys and values; begin with claims:"),
        ("claims：\n- a", "file='claims： - a': a case is keys and values; begin with claims: and write every colon as : with a blank after it"),
        ("claimant: a", "claims=(missing): this key is required; write claims:"),
        ("claims:", "claims=(missing): this key is required; write claims:"),
        ("claims: 5", "claims='5': a list is expected here; begin each entry with -, or put the list in brackets"),
        ("claims: {clause: a}", "claims={'clause': 'a'}: a list is expected here; begin each entry with -, or put the list in brackets"),
        ("claims: []", "claims=[]: a case has at least one claim; begin the first with - clause:"),
        ("claims: [5]", "claims[1]='5': names with values are expected here; give each value with its name, as in {clause: harbin_2022/4.1, on: 2023-06-01}"),
        ("claims: [[5]]", "claims[1]=['5']: names with values are expected here; give each value with its name, as in {clause: harbin_2022/4.1, on: 2023-06-01}"),
    ],
)  # fmt: skip
def test_refuses_a_file_without_claims(text, fault):
    assert told(text) == faults(fault)


def test_says_where_a_misplaced_fact_belongs():
    text = GOOD.replace("subject:", "event_cost: 5万元\n    subject:").replace(
        "event_cost: 60万元, ", ""
    )
    assert told(text) == faults(
        "claims[1].event_cost='5万元': this is a fact of the clause; write it under facts"
    )


def test_claim_may_choose_a_reading():
    text = LANGFANG.replace("langfang_2023/3.1", "langfang_2023/7.2\n    reading: sum_of_tiers")
    assert "reading" not in told(text)
    text = """
claims:
  - clause: heilongjiang_2026/5.2
    on: 2026-06-01
    effective_from: 2026-02-01
    reading: excess_only
    facts: {compute_spend: 40万元, provider_qualified: 是, for_ai_scenario: 是}
"""
    ours, default = (assess_text(one) for one in (text, text.replace("excess_only", "whole_spend")))
    assert (ours.awards[0].reading, default.awards[0].reading) == ("excess_only", "whole_spend")
    assert ours.awards[0].most < default.awards[0].most


def test_history_is_a_list_and_may_be_empty():
    assert told(GOOD + "history: 5") == faults(
        "history='5': a list is expected here; begin each entry with -, or put the list in brackets"
    )
    assert Case.read(GOOD + "history: []").history == ()


BAD = """
claiment: 冰城智造
claims:
  - clause: harbin_2022/9.2
    on: June
    facts: {event_cost: 60万元}
  - clause: harbin_2022/4.1
    on: 2024-06-01
    facts: {total_investment: 100刀, review_passed: 是, government_investment_project: 否}
  - clause: heilongjiang_2026/99
    on: 2026-06-01
  - clause: harbin_2022/9.2
    on: 2023-06-01
    determined: 1元
    facts: {event_cost: 60万元, on_annual_list: 是}
history:
  - name: 省首台套
    on: 2023-09-01
    amount: 5万元
"""


def test_reports_all_faults_by_file_number():
    """Claims and payments have the numbers that they have in the file."""
    assert told(BAD, assess_text) == faults(
        "claiment='冰城智造': unknown key; did you mean claimant?",
        "claims[1].on='June': not a date; write it as 2023-06-01 or 2023/6/1",
        "claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否",
        "claims[2].facts.total_investment='100刀': unknown unit '刀'; "
        "write 元, 万元 or 亿元, or no unit",
        "claims[2].on=2024-06-01: harbin_2022 is in force from 2022-08-24 to 2023-12-31, "
        "both days included; claim on a day in force, or under another policy",
        "claims[3].clause='heilongjiang_2026/99': unknown clause; "
        "did you mean heilongjiang_2026/9.2?",
        "history[1].level=(missing): a policy outside the library needs its level; "
        "write nation, province, city or district",
        "claims[4].determined=1.00: the text fixes this amount at 300,000.00 yuan; remove determined:",
    )


def test_duplicate_claims_keep_file_numbers():
    one = GOOD.partition("claims:\n")[2]
    other = one.replace("on: 2023-06-01", "on: June")
    assert told(f"claims:\n{other}{one}{one}", assess_text) == faults(
        "claims[1].on='June': not a date; write it as 2023-06-01 or 2023/6/1",
        "claims[3]=harbin_2022/9.2(论坛): the same award as claims[2]; "
        "remove one, or give each its own subject, contract or day",
    )


def test_whole_case_is_checked_if_complete():
    """Faults of the whole case are reported only if every claim can be read."""
    late = HISTORY.replace("2023-01-01", "2023-09-01").replace(
        "name:", "claimant: 冰城智造\n    name:"
    )
    assert told(GOOD + late, assess_text) == faults(
        "history[1].on=2023-09-01: an award paid before must be dated no later than the last "
        "claim, 2023-06-01; remove it, or correct the day"
    )
    # The last claim may be the one that cannot be read.
    other = GOOD.partition("claims:\n")[2].replace("2023-06-01", "June")
    assert told(GOOD + other + late, assess_text) == faults(
        "claims[2].on='June': not a date; write it as 2023-06-01 or 2023/6/1"
    )


def test_claimant_in_some_claims_is_a_fault():
    """The cure is in the words of the file."""
    both = GOOD.replace("claimant: 冰城智造", "") + (
        "  - {clause: harbin_2022/1.1, on: 2023-06-01, claimant: a, facts: {review_passed: 是}}\n"
    )
    assert told(both, assess_text) == faults(
        "claims[1].claimant: other awards name their claimant; "
        "write claimant: in the claim, or once at the top of the file"
    )


def test_each_fact_kind_says_how_to_write_it():
    kinds = {quantity.kind: quantity for one in clauses() for quantity in one.facts.values()}
    assert {
        kind: missing_fact("x", one).params["how_in_file"].en for kind, one in kinds.items()
    } == {
        QuantityKind.SUM: "write a sum in yuan, such as 800万元",
        QuantityKind.RECEIVED: "write the sum received to date, 0 if none",
        QuantityKind.AREA: "write square metres, such as 1200.5",
        QuantityKind.COUNT: "write digits",
        QuantityKind.YEAR: "write the number of the year, 1 for the first",
        QuantityKind.CONDITION: "write 是 or 否",
    }


WORDS = st.sampled_from(
    [
        "",
        "是",
        "5",
        "-1",
        "2023-06-01",
        "harbin_2022/9.2",
        "langfang_2023",
        "no_top_up",
        "60万元",
        "x",
    ]
)

KEYS = st.sampled_from(
    sorted(
        {
            *Case.model_fields,
            *CaseClaim.model_fields,
            *CasePayment.model_fields,
            *("event_cost", "on_annual_list", "zz", "条款", "适用日", "事实", "活动费用", "级别"),
        }
    )
)

ANYTHING = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)

CASES = st.fixed_dictionaries(
    {"claims": st.lists(st.dictionaries(KEYS, ANYTHING, max_size=8), max_size=2) | ANYTHING},
    optional=dict.fromkeys(("claimant", "history", "readings"), ANYTHING),
)


def _written(value):
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(one)}' for key, one in value.items())}}}"
    return f'"{value}"'


@given(CASES)
def test_any_file_is_a_case_or_clear_faults(value):
    """Every fault has the form name=value: limit; cure, in the words of a file."""
    try:
        assess_text(_written(value), "case.yaml")
    except InvalidCase as invalid:
        first, *lines = str(invalid).splitlines()
        assert re.fullmatch(r"case\.yaml: \d+ faults?", first)
        for line in lines:
            assert re.fullmatch(r"  [^=:]+(=.*)?: .*; .*", line)
            assert not re.search(r"Input should|Claim\(|datetime|\bdict|tuple|True|False", line)
