import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Case, assess
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.cases.assessment import CaseClaim, CasePayment
from aipolicy.cases.file import _Stated, assess_file, assess_text, case_of, read_case, read_text
from aipolicy.cases.keys import CASE, CLAIM, PAYMENT, missing_fact
from aipolicy.errors import Fault, InvalidCase
from aipolicy.registry import clauses

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = (EXAMPLES.parent / "docs" / "case-files.md").read_text(encoding="utf-8")

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


def told(text, read=case_of):
    with pytest.raises(InvalidCase) as refused:
        read(text, "case.yaml")
    return str(refused.value)


def faults(*lines):
    count = f"{len(lines)} fault{'' if len(lines) == 1 else 's'}"
    return "\n  ".join([f"case.yaml: {count}", *lines])


def test_reads_conditions_from_words():
    claim = case_of(GOOD).claims[0]
    assert claim.facts == {"event_cost": 600_000, "on_annual_list": True}
    assert str(claim.on) == "2023-06-01"


@pytest.mark.parametrize(
    ("word", "met"),
    [("是", True), ("yes", True), ("true", True), ("TRUE", True), ("否", False), ("no", False)],
)
def test_yes_and_no_in_both_languages(word, met):
    case = case_of(GOOD.replace("是", word))
    assert case.claims[0].facts["on_annual_list"] is met


def test_reads_history_and_readings():
    case = case_of(GOOD + HISTORY)
    (payment,) = case.history
    assert (payment.same_kind, payment.year, payment.amount) == (False, 2022, 50_000)
    assert payment.bases == {"retained_tax": 300_000}
    assert case.readings == {
        "harbin_2022": "any_kind", "langfang_2023": ("by_article", "no_top_up"),
    }  # fmt: skip


def test_counts_are_digits_and_sums_words():
    facts = case_of(LANGFANG).claims[0].facts
    assert facts == {"compute_cost": 10**8, "parameters": 10**9, "scenarios": 5}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        # The file's own keys.
        ("claimant:", "claiment:", "claiment='冰城智造': this key is unknown; did you mean claimant?"),
        ("claimant:", "zzz:", "zzz='冰城智造': this key is unknown; keys: claimant, claims, history, readings"),
        ("冰城智造", "", "claimant=(empty): nothing is written here; write it, or drop the key"),
        ("冰城智造", "[a]", "claimant=(a list): one value stands here; write it behind the colon"),
        # The keys of a claim.
        ("subject:", "subjct:", "claims[1].subjct='论坛': this key is unknown; did you mean subject?"),
        ("subject:", "zzz:", "claims[1].zzz='论坛': this key is unknown; keys: applicant, bases, claimant, clause, content, contract, determined, effective_from, exception, facts, invoices, on, reading, subject, term, year"),
        ("on: 2023-06-01", "on: June", "claims[1].on='June': this is no day; write it as 2023-06-01"),
        ("on: 2023-06-01", "on: 2023/6/1", "claims[1].on='2023/6/1': this is no day; write it as 2023-06-01"),
        ("on: 2023-06-01", "on:", "claims[1].on=(empty): nothing is written here; write it, or drop the key"),
        ("on: 2023-06-01", "", "claims[1].on=(missing): this key is required; write on:"),
        ("clause: harbin_2022/9.2\n    on", "on", "claims[1].clause=(missing): this key is required; write clause:"),
        ("subject:", "determined: 5刀\n    subject:", "claims[1].determined='5刀': the unit '刀' is unknown; write 元, 万元 or 亿元, or no unit"),
        ("subject:", "applicant: enterprize\n    subject:", "claims[1].applicant='enterprize': there is no such choice; did you mean enterprise?"),
        ("subject:", "applicant: 个人\n    subject:", "claims[1].applicant='个人': there is no such choice; choices: enterprise, individual, institute, university"),
        ("subject:", "term: zz\n    subject:", "claims[1].term='zz': there is no such choice; choices: corresponding_day, day_before"),
        ("subject:", "year: 23\n    subject:", "claims[1].year='23': a calendar year is between 1949 and 2200; write it as 2023"),
        ("subject:", "year: 1948\n    subject:", "claims[1].year='1948': a calendar year is between 1949 and 2200; write it as 2023"),
        ("subject:", "year: 2201\n    subject:", "claims[1].year='2201': a calendar year is between 1949 and 2200; write it as 2023"),
        ("subject:", "invoices: A-1\n    subject:", "claims[1].invoices='A-1': a list stands here; put it in brackets, as in [A-1, A-2]"),
        ("subject:", "invoices: [A-1, [b]]\n    subject:", "claims[1].invoices[2]=(a list): one value stands here; write it behind the colon"),
        ("subject:", "bases: 5\n    subject:", "claims[1].bases='5': sums by name stand here; write each with its name, as in {contract_cost: 800万元}"),
        ("subject:", "bases: {tax: -5}\n    subject:", "claims[1].bases.tax='-5': a sum is 0 or more; give a sum in yuan, such as 8000000, \"8000000.00\" or \"800万元\""),
        # The clause, and the facts it asks for.
        ("harbin_2022/9.2", "harbin_2022/9.9", "claims[1].clause='harbin_2022/9.9': there is no such clause; did you mean harbin_2022/9.2?"),
        ("harbin_2022/9.2", "zz", "claims[1].clause='zz': there is no such clause; aipolicy clauses lists them"),
        ("harbin_2022/9.2", "harbin_2022/5.3", "claims[1].clause='harbin_2022/5.3': this measure fixes no money to compute; its kind is referral; leave this claim out"),
        ("subject:", "reading: zz\n    subject:", "claims[1].reading='zz': the clause has no such reading; drop reading:"),
        ("是", "maybe", "claims[1].facts.on_annual_list='maybe': this is not yes or no; write 是 or 否, yes or no, true or false"),
        ("是", "[1]", "claims[1].facts.on_annual_list=(a list): one value stands here; write it behind the colon"),
        ("是", "{a: 1}", "claims[1].facts.on_annual_list=(a mapping): one value stands here; write it behind the colon"),
        ("是", "", "claims[1].facts.on_annual_list=(empty): nothing is written here; write it, or drop the key"),
        (", on_annual_list: 是", "", "claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否"),
        ("60万元", "六十万块", "claims[1].facts.event_cost='六十万块': this is no sum of money; write it as \"8000000.00\" or \"800万元\""),
        ("60万元", "60万美元", "claims[1].facts.event_cost='60万美元': sums are in yuan, not in another currency; convert it to yuan"),
        ("是}", "是, zz: 1}", "claims[1].facts.zz='1': the clause has no such fact; its facts: event_cost, on_annual_list"),
        ("是}", "是, cap: 1}", "claims[1].facts.cap='1': this is a figure of the law, not a fact; drop it"),
        ("是}", "是, contract: 1}", "claims[1].facts.contract='1': this is a key of the claim, not a fact; write it beside facts:"),
        ("{event_cost: 60万元, on_annual_list: 是}", "5", "claims[1].facts='5': facts by name stand here; write each fact with its name under facts:"),
        # The days in force.
        ("2023-06-01", "2024-01-01", "claims[1].on=2024-01-01: harbin_2022 is in force from 2022-08-24 to 2023-12-31, both days included; claim on a day in force, or under another policy"),
        ("subject:", "effective_from: 2022-01-01\n    subject:", "claims[1].effective_from=2022-01-01: harbin_2022 states its own first day, 2022-08-24; drop effective_from:"),
    ],
)  # fmt: skip
def test_fault_has_place_limit_and_cure(old, new, fault):
    assert old in GOOD
    assert told(GOOD.replace(old, new)) == faults(fault)
    assert told(GOOD.replace(old, new), assess_text) == faults(fault)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("effective_from: 2023-01-04", "", "claims[1].effective_from=(missing): langfang_2023 bears no day on which it takes effect; write the day known from elsewhere, as in effective_from: 2025-06-30"),
        ("2023-01-04", "9999-01-01", "claims[1].effective_from=9999-01-01: its term of 3 years ends beyond the calendar; write an earlier day"),
        ("2023-01-04", "2020-01-04\n    term: day_before", "claims[1].on=2024-06-01: langfang_2023 is in force from 2020-01-04 to 2023-01-03, both days included; claim on a day in force, or under another policy"),
        ("langfang_2023/3.1", "langfang_2023/7.2\n    reading: highest_teir", "claims[1].reading='highest_teir': the clause has no such reading; did you mean highest_tier? its readings: highest_tier, sum_of_tiers, difference_only"),
        ("langfang_2023/3.1", "langfang_2023/7.2\n    reading: zz", "claims[1].reading='zz': the clause has no such reading; its readings: highest_tier, sum_of_tiers, difference_only"),
        ("scenarios: 5", "scenaros: 5", "claims[1].facts.scenaros='5': the clause has no such fact; did you mean scenarios?"),
        ("1000000000", "10亿", "claims[1].facts.parameters='10亿': this is not a whole number; write digits"),
        ("1000000000", "1e9", "claims[1].facts.parameters='1e9': this is not a whole number; write digits"),
        ("1000000000", "-1", "claims[1].facts.parameters='-1': this is not a whole number; write digits"),
        ("1000000000", "９", "claims[1].facts.parameters='９': this is not a whole number; write digits"),
        ("1000000000", "1" * 31, f"claims[1].facts.parameters='{'1' * 31}': a number has at most 30 digits; check it"),
        ("1000000000", "1" * 30, f"claims[1].facts.parameters='{'1' * 30}': a count is between 0 and 1,000,000,000,000,000; give a whole number, 0 or more"),
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
        ("amount: 5万元", "amount: -5", "history[1].amount='-5': a sum is 0 or more; give a sum in yuan, such as 8000000, \"8000000.00\" or \"800万元\""),
        ("same_kind: 否", "same_kind: maybe", "history[1].same_kind='maybe': this is not yes or no; write 是 or 否, yes or no, true or false"),
        ('year: "2022"', "year: XX", "history[1].year='XX': this is not a whole number; write digits"),
        ("level: province", "levl: province", "history[1].levl='province': this key is unknown; did you mean level?|history[1].level=(missing): a policy outside the library has a level; write nation, province, city or district"),
        ("level: province", "level: 省", "history[1].level='省': there is no such choice; choices: city, district, nation, province"),
        ("name: 省首台套", "subject: x", "history[1].clause=(missing): a payment says under what it was paid; write clause:, or name: and level:|history[1].level='province': only a policy outside the library has a level; drop level:, or write name:"),
        ("name: 省首台套", "clause: harbin_2022/9.2", "history[1].level='province': only a policy outside the library has a level; drop level:, or write name:"),
        ("name: 省首台套", "clause: harbin_2022/9.2\n    name: x", "history[1].name='x': a payment is under a clause or under another policy; drop clause: or name:"),
        ("name: 省首台套\n    level: province", "clause: harbin_2022/99.9", "history[1].clause='harbin_2022/99.9': there is no such clause; did you mean harbin_2022/9.3?"),
        ("name: 省首台套\n    level: province", "clause: zz", "history[1].clause='zz': there is no such clause; aipolicy clauses lists them"),
        ("any_kind", "[any_knd]", "readings.harbin_2022='any_knd': the document's rules on standing together have no such reading; did you mean any_kind? readings: same_enterprise, same_cost_item, any_kind, districts_too, inside_too, no_top_up"),
        ("any_kind", "zz", "readings.harbin_2022='zz': the document's rules on standing together have no such reading; readings: same_enterprise, same_cost_item, any_kind, districts_too, inside_too, no_top_up"),
        ("any_kind", "", "readings.harbin_2022=(empty): nothing is written here; write it, or drop the key"),
        ("harbin_2022: any_kind", "harbin_2021: any_kind", "readings.harbin_2021='any_kind': there is no such document; did you mean harbin_2022? documents: dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft"),
        ("harbin_2022: any_kind", "zz: [any_kind]", "readings.zz=(a list): there is no such document; documents: dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft"),
        ("readings:\n  harbin_2022: any_kind\n  langfang_2023: [by_article, no_top_up]", "readings: no_top_up", "readings='no_top_up': readings by document stand here; write each document with its readings, as in {langfang_2023: no_top_up}"),
    ],
)  # fmt: skip
def test_reports_bad_history_and_readings(old, new, fault):
    assert old in HISTORY
    for read in (case_of, assess_text):
        assert told(GOOD + HISTORY.replace(old, new), read) == faults(*fault.split("|"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("5", "file='5': a case is keys and values; begin with claims:"),
        ("", "file=(empty): a case is keys and values; begin with claims:"),
        ("- a", "file=(a list): a case is keys and values; begin with claims:"),
        ("claims：\n- a", "file='claims： - a': a case is keys and values; begin with claims: and write every colon as : with a space behind it"),
        ("claimant: a", "claims=(missing): this key is required; write claims:"),
        ("claims:", "claims=(empty): a list stands here; begin each entry with -"),
        ("claims: 5", "claims='5': a list stands here; begin each entry with -"),
        ("claims: {clause: a}", "claims=(a mapping): a list stands here; begin each entry with -"),
        ("claims: []", "claims=[]: a case has at least one claim; begin the first with - clause:"),
        ("claims: [5]", "claims[1]='5': an entry is keys and values; write each key with a colon and a space, as in on: 2023-06-01"),
        ("claims: [[5]]", "claims[1]=(a list): an entry is keys and values; write each key with a colon and a space, as in on: 2023-06-01"),
    ],
)  # fmt: skip
def test_refuses_a_file_without_claims(text, fault):
    assert told(text) == faults(fault)


def test_says_where_a_misplaced_fact_belongs():
    text = GOOD.replace("subject:", "event_cost: 5万元\n    subject:").replace(
        "event_cost: 60万元, ", ""
    )
    assert told(text) == faults(
        "claims[1].event_cost='5万元': this is a fact of the clause; write it under facts:"
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
        "history='5': a list stands here; begin each entry with -"
    )
    assert case_of(GOOD + "history: []").history == ()


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
        "claiment='冰城智造': this key is unknown; did you mean claimant?",
        "claims[1].on='June': this is no day; write it as 2023-06-01",
        "claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否",
        "claims[2].facts.total_investment='100刀': the unit '刀' is unknown; "
        "write 元, 万元 or 亿元, or no unit",
        "claims[2].on=2024-06-01: harbin_2022 is in force from 2022-08-24 to 2023-12-31, "
        "both days included; claim on a day in force, or under another policy",
        "claims[3].clause='heilongjiang_2026/99': there is no such clause; "
        "did you mean heilongjiang_2026/9.2?",
        "history[1].level=(missing): a policy outside the library has a level; "
        "write nation, province, city or district",
        "claims[4].determined=1.00: the words fix the sum at 300,000.00; drop determined:",
    )


def test_duplicate_claims_keep_file_numbers():
    one = GOOD.partition("claims:\n")[2]
    other = one.replace("on: 2023-06-01", "on: June")
    assert told(f"claims:\n{other}{one}{one}", assess_text) == faults(
        "claims[1].on='June': this is no day; write it as 2023-06-01",
        "claims[3]=harbin_2022/9.2(论坛): it is the same award as claims[2]; "
        "drop one, or give each its own subject, contract or day",
    )


def test_whole_case_is_checked_if_complete():
    """Faults of the whole case are reported only if every claim can be read."""
    late = HISTORY.replace("2023-01-01", "2023-09-01").replace(
        "name:", "claimant: 冰城智造\n    name:"
    )
    assert told(GOOD + late, assess_text) == faults(
        "history[1].on=2023-09-01: what was paid before is dated no later than the last claim, "
        "2023-06-01; leave it out, or mend the day"
    )
    # The last claim may be the one that cannot be read.
    other = GOOD.partition("claims:\n")[2].replace("2023-06-01", "June")
    assert told(GOOD + other + late, assess_text) == faults(
        "claims[2].on='June': this is no day; write it as 2023-06-01"
    )


def test_claimant_in_some_claims_is_a_fault():
    """The cure is in the words of the file."""
    both = GOOD.replace("claimant: 冰城智造", "") + (
        "  - {clause: harbin_2022/1.1, on: 2023-06-01, claimant: a, facts: {review_passed: 是}}\n"
    )
    assert told(both, assess_text) == faults(
        "claims[1].claimant=(missing): other awards name their claimant; "
        "write claimant: in the claim, or once at the top of the file"
    )


@pytest.mark.parametrize(
    ("cure", "words"),
    [
        ("state it, as in Claim(bases={'tax': ...})", "write bases: {tax: ...} in the claim"),
        ("it needs exception=..., the decision that allows it", "it needs exception: with the decision that allows it"),
        ("leave determined out", "drop determined:"),
        ("check it", "check it"),
    ],
)  # fmt: skip
def test_cures_use_the_words_of_a_file(cure, words):
    stated = _Stated(head={}, claims={}, history={}, faults=())
    assert stated.told(Fault("a", "b", "c", cure)) == Fault("a", "b", "c", words)


@pytest.mark.parametrize("name", ["harbin_2023", "langfang_2024"])
def test_assess_file_assesses_its_case(name):
    path = EXAMPLES / f"{name}.yaml"
    assert assess_file(path) == assess(read_case(path))


def test_refuses_an_unreadable_file(tmp_path, monkeypatch):
    def refused(path):
        with pytest.raises(InvalidCase) as found:
            read_case(path)
        return str(found.value)

    missing = tmp_path / "missing.yaml"
    assert refused(missing) == (
        f"missing.yaml: 1 fault\n  file='{missing}': there is no such file; "
        "check its name and its folder"
    )
    assert refused(tmp_path) == (
        f"{tmp_path.name}: 1 fault\n  file='{tmp_path}': this is a folder; name a file in it"
    )
    gbk = tmp_path / "gbk.yaml"
    gbk.write_bytes("claimant: 冰城智造".encode("gbk"))
    assert refused(gbk) == (
        f"gbk.yaml: 1 fault\n  file='{gbk}': it is not in UTF-8; save it as UTF-8"
    )
    shut = tmp_path / "shut.yaml" / "a"
    shut.parent.write_text("")
    assert refused(shut) == (
        f"a: 1 fault\n  file='{shut}': it cannot be read (Not a directory); "
        "name a file that can be read"
    )


def test_ignores_a_byte_order_mark(tmp_path):
    marked = tmp_path / "marked.yaml"
    marked.write_bytes(GOOD.encode("utf-8-sig"))
    assert read_text(marked) == GOOD


def test_file_keys_are_the_fields_of_a_case():
    for keys, model in ((CASE, Case), (CLAIM, CaseClaim), (PAYMENT, CasePayment)):
        assert set(keys) == set(model.model_fields)
        needed = {name for name, field in model.model_fields.items() if field.is_required()}
        assert {name for name, key in keys.items() if key.required} == needed


def test_each_fact_kind_says_how_to_write_it():
    kinds = {quantity.kind: quantity for one in clauses() for quantity in one.facts.values()}
    assert {kind: missing_fact("x", one).cure for kind, one in kinds.items()} == {
        QuantityKind.SUM: "write a sum in yuan, such as 800万元",
        QuantityKind.RECEIVED: "write the sum received to date, 0 if none",
        QuantityKind.AREA: "write square metres, such as 1200.5",
        QuantityKind.COUNT: "write digits",
        QuantityKind.YEAR: "write the number of the year, 1 for the first",
        QuantityKind.CONDITION: "write 是 or 否",
    }


def test_page_names_every_key():
    """It says which keys are required."""
    _, whole, claim, payment, *_ = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    for part, keys in (whole, CASE), (claim, CLAIM):
        rows = re.findall(r"^\| `(\w+)` \|.*\| (.*)\|$", part, re.MULTILINE)
        assert {name for name, _ in rows} == set(keys)
        assert {name for name, how in rows if how.strip() == "yes"} == {
            name for name, key in keys.items() if key.required
        }
    own = re.findall(r"^\| `(\w+)` \|", payment, re.MULTILINE)
    common = re.findall(r"^\| `(\w+)` \|", claim.partition("| `effective_from`")[2], re.MULTILINE)
    assert {*own, *common, "effective_from", "on"} == set(PAYMENT)


def test_page_shows_the_file_it_assesses():
    written = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    run = re.search(r'>>> text = """\n(.*?)\.\.\. """', PAGE, re.DOTALL)[1]
    assert written == re.sub(r"^\.\.\. ", "", run, flags=re.MULTILINE)


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
KEYS = st.sampled_from(sorted({*CASE, *CLAIM, *PAYMENT, "event_cost", "on_annual_list", "zz"}))
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
    """Every fault has the form name=value: limit; cure."""
    try:
        assess_text(_written(value), "case.yaml")
    except InvalidCase as invalid:
        first, *lines = str(invalid).splitlines()
        assert re.fullmatch(r"case\.yaml: \d+ faults?", first)
        for line in lines:
            assert re.fullmatch(r"  [^=]+=.*: .*; .*", line)
            assert not re.search(r"Input should|Claim\(|datetime|\bdict|tuple|True|False", line)
