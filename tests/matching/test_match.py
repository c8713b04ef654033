from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aipolicy
from aipolicy import match, wan, yi
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.values.range import Range
from aipolicy.errors import InvalidDay, InvalidFacts, Overflow
from aipolicy.matching import Prospect
from tests.sampling import parts_of, values_of

DAY = date(2023, 6, 1)


def _of(matching, clause):
    (one,) = [m for m in matching.matches if m.clause == clause]
    return one


def test_a_clause_with_all_its_facts_pays():
    facts = {
        "total_investment": wan(800),
        "harbin_2022/4.1:review_passed": True,
        "harbin_2022/4.1:government_investment_project": False,
    }
    one = _of(match(facts, on=DAY), "harbin_2022/4.1")
    assert one.prospect is Prospect.PAYS
    assert one.missing == ()
    assert one.most == wan(240)
    assert one.in_force is True


def test_a_clause_one_fact_short_names_it():
    matching = match({"total_investment": wan(800), "wuhan_2024_draft/7.3:selected": True}, on=DAY)
    assert _of(matching, "wuhan_2024_draft/7.3").prospect is Prospect.PAYS
    short = _of(match({"total_investment": wan(800)}, on=DAY), "wuhan_2024_draft/7.3")
    assert short.prospect is Prospect.ONE_FACT_SHORT
    assert short.missing == ("selected",)
    assert short.most == wan(100)


def test_unqualified_condition_stays_unknown():
    """The result lists it."""
    matching = match({"selected": True, "received_to_date": 5}, on=DAY)
    assert matching.unqualified == ("selected", "received_to_date")
    assert _of(matching, "wuhan_2024_draft/1.1").prospect is Prospect.ONE_FACT_SHORT


def test_unpayable_clause_gives_nothing():
    """It cannot pay whatever the unknown facts are."""
    matching = match({"harbin_2022/4.1:review_passed": False, "compute_spend": 300_000}, on=DAY)
    assert _of(matching, "harbin_2022/4.1").prospect is Prospect.NOTHING
    assert _of(matching, "heilongjiang_2026/5.2").prospect is Prospect.NOTHING
    over = match({"compute_spend": Decimal("300000.01")}, on=DAY)
    assert _of(over, "heilongjiang_2026/5.2").prospect is Prospect.OPEN
    assert "harbin_2022/4.1" not in {m.clause for m in matching.could_pay}


def test_days_are_three_valued():
    matching = match({}, on=date(2024, 1, 1))
    assert _of(matching, "harbin_2022/4.1").in_force is False
    assert _of(matching, "langfang_2023/1.1").in_force is None
    assert {m.policy for m in matching.not_in_force} == {"harbin_2022"}
    assert "langfang_2023/1.1" in {m.clause for m in matching.days_unknown}
    stated = match({}, on=date(2024, 1, 1), effective_from={"langfang_2023": date(2023, 1, 4)})
    assert _of(stated, "langfang_2023/1.1").in_force is True
    over = match({}, on=date(2026, 1, 5), effective_from={"langfang_2023": date(2023, 1, 4)})
    assert _of(over, "langfang_2023/1.1").in_force is False


def test_city_matches_its_own_and_province():
    """It matches its own documents and those of its province."""

    def documents(region):
        found = match({}, on=DAY, region=region).matches
        return {m.clause.partition("/")[0] for m in found}

    assert documents("哈尔滨市") == {"harbin_2022", "heilongjiang_2026"}
    assert documents("黑龙江省") == {"heilongjiang_2026"}
    assert documents("大连市") == {"dalian_2025_draft"}
    assert len(documents(None)) == 5


def test_most_is_unknown_without_a_bound():
    """An unknown sum without a cap leaves the most unknown."""
    match_ = _of(match({}, on=DAY), "wuhan_2024_draft/2.1")
    assert match_.most is None
    assert match_.prospect is Prospect.OPEN
    known = match({"provincial_subsidy": wan(100)}, on=DAY)
    assert _of(known, "wuhan_2024_draft/2.1").most == wan(100)


def test_most_stays_within_the_cap():
    """The cap also holds where two facts decide."""
    one = _of(match({"main_revenue": yi(100)}, on=DAY), "langfang_2023/7.3")
    assert one.most == wan(500)
    small = {"main_revenue": yi("1.1"), "previous_main_revenue": yi(1)}
    both = _of(match(small, on=DAY), "langfang_2023/7.3")
    assert both.most == wan(30)
    assert both.prospect is Prospect.PAYS


def test_most_is_what_known_facts_leave():
    received = {
        "prior_year_rnd_spending": wan(60),
        "heilongjiang_2026/3.1:qualified": True,
        "heilongjiang_2026/3.1:received_to_date": Decimal("14999999.99"),
    }
    left = _of(match(received, on=DAY), "heilongjiang_2026/3.1")
    assert left.most == Decimal("0.01")
    growth = _of(match({"main_revenue": yi(1)}, on=DAY), "langfang_2023/7.3")
    assert growth.most == Decimal("3000000.00")
    operation = {
        "dalian_2025_draft/5.2:received_to_date": Decimal("38.54"),
        "dalian_2025_draft/5.2:year_since_recognition": 2,
    }
    assert _of(match(operation, on=DAY), "dalian_2025_draft/5.2").most == Decimal("1999961.46")


def test_irrelevant_fact_is_not_missing():
    nothing = {
        "base_subsidy": 0,
        "prior_year_rnd_spending": wan(60),
        "heilongjiang_2026/3.1:qualified": True,
    }
    one = _of(match(nothing, on=DAY), "heilongjiang_2026/3.1")
    assert (one.prospect, one.missing, one.most) == (Prospect.NOTHING, (), 0)


def test_qualified_fact_beats_the_plain_one():
    """The order of the facts does not matter."""
    pair = {"harbin_2022/4.1:total_investment": wan(8), "total_investment": wan(800)}
    for facts in (pair, dict(reversed(pair.items()))):
        assert _of(match(facts, on=DAY), "harbin_2022/4.1").most == wan("2.4")


def test_match_checks_days_and_policies():
    with pytest.raises(InvalidDay):
        match({}, on="2023-06-01")
    with pytest.raises(InvalidFacts) as refused:
        match({5: 1}, on=DAY, effective_from={"dalian_2025": DAY})
    assert str(refused.value) == (
        "match: 2 faults\n"
        "  5=1: no clause asks for this fact; aipolicy show lists the facts of each clause\n"
        "  effective_from.dalian_2025=2023-06-01: unknown policy; did you mean dalian_2025_draft?"
    )
    assert refused.value.faults[1].params["known"] == (
        *("dalian_2025_draft", "harbin_2022", "heilongjiang_2026"),
        *("langfang_2023", "wuhan_2024_draft"),
    )


def test_reports_all_faults_at_once():
    with pytest.raises(InvalidFacts) as refused:
        match(
            {
                "total_investmnt": 5,
                "zzz": 1,
                "compute_fee": -1,
                "harbin_2022/4.1:review_passed": "是",
                "harbin_2022/4.1:selected": True,
            },
            on=DAY,
            region="哈尔滨",
        )
    assert str(refused.value) == (
        "match: 6 faults\n"
        "  total_investmnt=5: no clause asks for this fact; did you mean total_investment?\n"
        "  zzz=1: no clause asks for this fact; aipolicy show lists the facts of each clause\n"
        "  compute_fee=-1: a sum must be 0 or more; give a sum in yuan, such as 8000000, "
        '"8000000.00" or "800万元"\n'
        "  harbin_2022/4.1:review_passed='是': expected True or False, got str; give True or False\n"
        "  harbin_2022/4.1:selected=True: no clause asks for this fact; "
        "did you mean harbin_2022/4.1:review_passed?\n"
        "  region='哈尔滨': no document of this region; did you mean 哈尔滨市?"
    )
    assert refused.value.faults[-1].params["known"] == (
        *("哈尔滨市", "大连市", "廊坊市", "武汉市", "河北省", "湖北省", "辽宁省", "黑龙江省"),
    )


@pytest.mark.parametrize("clause", aipolicy.clauses(), ids=lambda clause: clause.id)
@settings(max_examples=10)  # each match asks every clause of a document
@given(data=st.data())
def test_partial_match_keeps_the_true_result(clause, data):
    """Facts left out never rule out what the clause gives."""
    facts = values_of(clause, data.draw(parts_of(clause)))
    kept = {n: v for n, v in facts.items() if data.draw(st.booleans())}
    region = aipolicy.policy(clause.policy).region
    given_ = {f"{clause.id}:{n}": v for n, v in kept.items()}
    one = _of(match(given_, on=DAY, region=region), clause.id)
    gives = clause(**facts)
    most = gives.most if isinstance(gives, Range) else gives
    if one.most is not None:
        assert most <= one.most
    if one.prospect is Prospect.NOTHING:
        assert most == 0
    if one.prospect is Prospect.PAYS:
        assert most > 0 or one.most == most
        assert one.most == most
    assert set(one.missing).isdisjoint(kept)


def test_plain_names_work_for_sums():
    """A name means the same sum in every clause."""
    plain = {
        fact
        for clause in aipolicy.clauses()
        for fact, quantity in clause.facts.items()
        if quantity.kind in {QuantityKind.SUM, QuantityKind.AREA, QuantityKind.COUNT}
    }
    assert "total_investment" in plain
    matching = match(dict.fromkeys(plain, 100), on=DAY)
    assert matching.unqualified == ()


def test_reports_bad_first_days_with_others():
    """A first day is bad if it is not a date or contradicts the document."""
    starts = {
        "harbin_2022": date(2023, 1, 1),
        "dalian_2025_draft": "2025-06-30",
        "langfang_2023": date(9999, 1, 1),
    }
    with pytest.raises(InvalidFacts) as refused:
        match({"zz": 1}, on=DAY, effective_from=starts)
    assert str(refused.value) == (
        "match: 4 faults\n"
        "  zz=1: no clause asks for this fact; aipolicy show lists the facts of each clause\n"
        "  effective_from.harbin_2022=2023-01-01: harbin_2022 states its own first day, "
        "2022-08-24; remove harbin_2022\n"
        "  effective_from.dalian_2025_draft='2025-06-30': not a date; "
        "pass datetime.date(2023, 6, 1)\n"
        "  effective_from.langfang_2023=9999-01-01: "
        "a term of 3 years from this day ends beyond the calendar; state an earlier day"
    )


def test_refuses_sums_beyond_the_limit():
    """They are not cut."""
    facts = {
        "area": 10_000,
        "annual_rent_per_m2": 10**15,
        "dalian_2025_draft/1.1:year_of_tenancy": 1,
        "dalian_2025_draft/1.1:robotics_enterprise": True,
        "dalian_2025_draft/1.1:designated_carrier": True,
    }
    with pytest.raises(Overflow) as refused:
        match(facts, on=DAY)
    assert str(refused.value) == (
        "dalian_2025_draft/1.1: 1 fault\n"
        "  sum=4000000000000000000.00: the result must be at most 1,000,000,000,000,000 yuan; "
        "check the units of the facts"
    )
