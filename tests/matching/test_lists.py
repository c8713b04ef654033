"""In which list a clause is: what is not law, or not in force, is never among what could pay."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aipolicy
from aipolicy import clauses, match, wan
from aipolicy.errors import InvalidFacts
from aipolicy.matching import Prospect

DRAFTS = {"dalian_2025_draft": date(2025, 6, 30), "wuhan_2024_draft": date(2024, 9, 1)}
DAYS = {"langfang_2023": date(2023, 1, 4), "heilongjiang_2026": date(2026, 2, 1)}
LISTS = ("could_pay", "not_in_force", "days_unknown", "drafts", "pays_nothing")
EVERY_FACT = {
    f"{clause.id}:{name}": True if quantity.kind == "condition" else 1
    for clause in clauses()
    for name, quantity in clause.facts.items()
}


def policies_in(entries):
    return {one.policy for one in entries}


@pytest.mark.parametrize(
    "facts",
    [
        {"total_investment": wan(800), "service_income": wan(300)},
        {},
        {"项目总投资": wan(800), "harbin_2022/4.1:通过评审": True},
        EVERY_FACT,
    ],
)
@pytest.mark.parametrize(
    "on", [date(2020, 1, 1), date(2022, 8, 23), date(2024, 1, 1), date(1949, 10, 1)]
)
def test_no_law_in_force_means_nothing_could_pay(facts, on):
    """Harbin's document alone gives its days; before them nothing can be said to pay."""
    found = match(facts, on=on)
    assert found.could_pay == found.one_fact_short == ()
    assert policies_in(found.not_in_force) == {"harbin_2022"}
    assert policies_in(found.days_unknown) == {"langfang_2023", "heilongjiang_2026"}
    assert policies_in(found.drafts) == {"dalian_2025_draft", "wuhan_2024_draft"}
    assert len(found.matches) == len(clauses())


@pytest.mark.parametrize("on", [date(2022, 8, 24), date(2023, 6, 1), date(2023, 12, 31)])
def test_law_in_force_could_pay(on):
    found = match({}, on=on)
    assert policies_in(found.could_pay) == {"harbin_2022"}
    assert found.not_in_force == ()


def by_call(days):
    return lambda on, **asked: match({}, on=on, effective_from=days, **asked)


def in_context(days):
    def asked(on, **others):
        with aipolicy.days(days):
            return match({}, on=on, **others)

    return asked


@pytest.mark.parametrize("way", [by_call, in_context])
def test_a_stated_day_brings_a_document_in(way):
    on = date(2026, 2, 1)
    found = way(DAYS)(on)
    assert policies_in(found.could_pay) == {"heilongjiang_2026"}
    assert policies_in(found.not_in_force) == {"harbin_2022", "langfang_2023"}
    assert found.days_unknown == ()
    assert policies_in(way(DAYS)(date(2026, 1, 4)).could_pay) == {"langfang_2023"}
    assert policies_in(way(DAYS)(date(2023, 1, 3)).could_pay) == {"harbin_2022"}


@pytest.mark.parametrize("way", [by_call, in_context])
def test_a_draft_needs_both_its_day_and_asking(way):
    on = date(2025, 8, 1)
    assert way(DRAFTS)(on).could_pay == ()
    assert policies_in(way(DRAFTS)(on).drafts) == set(DRAFTS)
    without_days = match({}, on=on, drafts=True)
    assert without_days.could_pay == without_days.drafts == ()
    assert policies_in(without_days.days_unknown) == {*DRAFTS, "langfang_2023", "heilongjiang_2026"}
    both = way(DRAFTS)(on, drafts=True)
    assert policies_in(both.could_pay) == set(DRAFTS)
    assert all(one.draft for one in both.could_pay)
    assert both.drafts == ()
    too_early = way(DRAFTS)(date(2024, 12, 1), drafts=True)
    assert policies_in(too_early.could_pay) == {"wuhan_2024_draft"}
    assert policies_in(too_early.not_in_force) == {"harbin_2022", "dalian_2025_draft"}


def test_the_file_of_days_counts(monkeypatch, tmp_path):
    path = tmp_path / "days.toml"
    path.write_text("[effective_from]\nlangfang_2023 = 2023-01-04\n", encoding="utf-8")
    monkeypatch.setenv("AIPOLICY_DAYS", str(path))
    found = match({}, on=date(2024, 6, 1), region="廊坊市")
    assert (len(found.could_pay), found.days_unknown) == (19, ())
    assert {str(one.stated_day) for one in found.could_pay} == {"2023-01-04 (file)"}


@settings(max_examples=60)
@given(data=st.data())
def test_each_clause_is_in_one_list(data):
    facts = {n: v for n, v in EVERY_FACT.items() if data.draw(st.booleans())}
    on = data.draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    starts = {n: d for n, d in {**DRAFTS, **DAYS}.items() if data.draw(st.booleans())}
    drafts = data.draw(st.booleans())
    found = match(facts, on=on, effective_from=starts, drafts=drafts)
    ids = [one.clause for name in LISTS for one in getattr(found, name)]
    assert sorted(ids) == sorted(clause.id for clause in clauses())
    assert [one.clause for one in found.matches] == ids
    assert all(one.in_force for one in found.could_pay)
    assert not any(one.draft for one in found.could_pay if not drafts)
    assert all(one.in_force is False for one in found.not_in_force)
    assert all(one.in_force is None for one in found.days_unknown)
    assert all(one.draft for one in found.drafts)
    assert {one.most for one in found.pays_nothing} <= {0}
    assert 0 not in {one.most for name in LISTS[:-1] for one in getattr(found, name)}
    assert found.one_fact_short == tuple(
        one for one in found.could_pay if one.prospect is Prospect.ONE_FACT_SHORT
    )
    assert {len(one.missing) for one in found.one_fact_short} <= {1}
    for name in LISTS:
        listed = [one.clause for one in getattr(found, name)]
        assert listed == [clause.id for clause in clauses() if clause.id in listed]


@pytest.mark.parametrize(
    ("clause", "facts", "missing"),
    [
        ("harbin_2022/1.1", {}, "review_passed"),
        ("harbin_2022/4.1", {"total_investment": 5, "harbin_2022/4.1:review_passed": True}, "government_investment_project"),
        ("harbin_2022/9.2", {"harbin_2022/9.2:on_annual_list": True}, "event_cost"),
        ("harbin_2022/2.3", {"服务收入": "300万元"}, "serves_local_clients"),
    ],
)  # fmt: skip
def test_the_missing_fact_is_named(clause, facts, missing):
    found = match(facts, on=date(2023, 6, 1))
    (one,) = [one for one in found.one_fact_short if one.clause == clause]
    assert one.missing == (missing,)
    assert one in found.could_pay


@pytest.mark.parametrize("drafts", ["yes", 1, None, "是"])
def test_drafts_is_a_truth_value(drafts):
    with pytest.raises(InvalidFacts) as refused:
        match({"zz": 1}, on=date(2023, 6, 1), drafts=drafts)
    assert [one.code.value for one in refused.value.faults] == [
        "fact.unknown_anywhere",
        "condition.type",
    ]
    assert refused.value.faults[1].path == ("drafts",)


def test_a_truth_value_of_numpy_asks_for_drafts():
    on = date(2025, 8, 1)
    assert match({}, on=on, drafts=np.True_) == match({}, on=on, drafts=True)
    assert match({}, on=on, drafts=np.False_) == match({}, on=on)


def test_the_old_name_of_a_list_warns():
    found = match({}, on=date(2024, 1, 1))
    with pytest.deprecated_call(match="not_in_force"):
        assert found.out_of_force == found.not_in_force != ()
