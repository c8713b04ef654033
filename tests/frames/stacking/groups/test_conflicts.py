"""Rules that only other places write, read on rows as on awards."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aipolicy import Award, Claim, wan
from aipolicy.calc.documents.rule import ANY_LEVEL, By, CountsBy, Effect, Joint
from aipolicy.calc.documents.stacking import Together
from aipolicy.calc.documents.terms import Applicant, Per
from aipolicy.errors import InvalidStack
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of

MANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
CHOOSING = [Effect.HIGHER, Effect.CHOICE, Effect.BARRED]
EFFECTS = st.sampled_from([*CHOOSING, Effect.LOST, Effect.REPLACED, Effect.ONCE])
UNITS = st.sampled_from(
    [(By.SUBJECT,), (By.CLAIMANT,), (By.CLAIMANT, By.SUBJECT), (By.SUBJECT, By.YEAR), (By.CONTRACT,),
     (By.CONTENT, By.CLAIMANT), (By.INVOICE,)]
)  # fmt: skip
NUMBERS = ("1.1", "1.2", "2.1", "2.2", "3.1")


@st.composite
def rules(draw):
    effect = draw(EFFECTS)
    more = {
        "inside": effect is Effect.ONCE or draw(st.booleans()),
        "levels": draw(st.sampled_from([frozenset(), ANY_LEVEL, ANY_LEVEL])),
        "any_place": draw(st.booleans()),
        "counts_by": draw(st.sampled_from(CountsBy)),
        "counted_as_one": draw(st.sampled_from([(), (("1.1", "2.1"),)])),
        "clauses": draw(st.sampled_from([(), ("1.1", "2.1", "2.2")])),
        "names": draw(st.sampled_from([(), (), ("甲策",)])),
        "same_kind": draw(st.sampled_from([None, True, False])),
        "per": draw(st.sampled_from([frozenset(), frozenset({Per.PROJECT})])),
        "applicants": draw(st.sampled_from([frozenset(), frozenset({Applicant.ENTERPRISE})])),
        "in_principle": draw(st.booleans()),
    }
    cap = draw(st.sampled_from([None, None, Joint(most=wan(50)), Joint(most=Decimal(10**14))]))
    if cap is not None:
        effect = Effect.CAPPED
    name = draw(st.sampled_from(["first", "second", "third"]))
    return replace(rule(effect, *draw(UNITS), **more, cap=cap), name=name)


@st.composite
def awards(draw, most=8):
    found = []
    for number in range(draw(st.integers(0, most))):
        claim = Claim(
            on=date(2024, 6, draw(st.integers(1, 2))),
            claimant=draw(st.sampled_from("甲乙")),
            subject=draw(st.sampled_from([None, "P", "P", "Q"])),
            contract=draw(st.sampled_from([None, "C"])),
            content=draw(st.sampled_from(["x", "y"])),
            year=2000 + number,
            applicant=draw(st.sampled_from([None, "enterprise", "university"])),
            exception=draw(st.sampled_from([None, None, "纪要"])),
        )
        sum_ = wan(draw(st.sampled_from([0, 10, 20, 30, 40, 40])))
        if draw(st.integers(0, 2)):
            city = draw(st.sampled_from(["springs", "springs", "springs", "dalian_2025_draft"]))
            clause = draw(st.sampled_from(NUMBERS)) if city == "springs" else "3.2"
            found.append(Award.recorded(f"{city}/{clause}", sum_, claim))
        else:
            external = Award.external(
                draw(st.sampled_from(["甲策", "乙策"])), sum_, claim,
                level=draw(st.sampled_from(["province", "city"])), same_kind=draw(st.booleans()),
            )  # fmt: skip
            per = draw(st.sampled_from([None, Per.PROJECT, Per.EVENT]))
            found.append(external.model_copy(update={"per": per}))
    return found


def same(some, history=()):
    """What becomes of the rows, which is what the exact resolver says."""
    found = stacked(table_of(some, history))
    right = expected(some, history)
    del right["provisional"]
    assert found == right
    return found


@MANY
@given(
    st.lists(rules(), min_size=1, max_size=2, unique_by=lambda one: one.name),
    awards(),
    awards(most=2),
    st.booleans(),
)
def test_rows_agree_with_awards_on_any_rules(
    city,
    drawn,
    new,
    history,
    stands_on_other_money,
):
    history = [
        one.model_copy(update={"claim": one.claim.model_copy(update={"on": date(2024, 1, 1)})})
        for one in history
    ]
    together = ()
    if stands_on_other_money:
        together = (
            Together("2", ("2.2",), "配套", "a match", on=frozenset({"province"})),
            Together("3", ("2.2", "3.1"), "一并", "together"),
        )
    city(*drawn, together=together)
    same(new, history)


def test_reports_caps_no_row_states(city):
    half = rule(Effect.CAPPED, By.CONTRACT, cap=Joint(share=Decimal("0.5"), of="contract_cost"))
    tax = rule(Effect.CAPPED, By.CONTRACT, cap=Joint(of="tax_paid"))
    city(half, replace(tax, name="tax"))
    with pytest.raises(InvalidStack) as caught:
        stacked(table_of([ours("1.1", 5, contract="C")]))
    assert [one.code for one in caught.value.faults] == ["cap.base_not_in_rows"] * 2
    assert str(caught.value) == (
        "stack: 2 faults\n"
        "  rule=springs/rule: its joint cap is computed from contract_cost, which no row states; call "
        'aipolicy.stack for these awards, with Claim(bases={"contract_cost": ...})\n'
        "  rule=springs/tax: its joint cap is computed from tax_paid, which no row states; call "
        'aipolicy.stack for these awards, with Claim(bases={"tax_paid": ...})'
    )


def test_unstated_caps_spare_other_rows(city):
    levels = {"levels": ANY_LEVEL}
    city(rule(Effect.CAPPED, By.CONTRACT, cap=Joint(of="tax_paid"), **levels))
    same([ours("1.1", 5), theirs(5)])
    outside = theirs(7)
    claim = outside.claim.model_copy(update={"contract": "C"})
    found = same([ours("1.1", 5), outside.model_copy(update={"claim": claim})])
    assert found["paid"] == [500, 700]


def test_matching_awards_are_both_paid(city):
    together = (Together("2", ("2.2",), "配套", "a match", on=frozenset({"province"})),)
    city(rule(Effect.HIGHER, By.SUBJECT, levels=ANY_LEVEL), together=together)
    matched = [ours("2.2", 5), theirs(7, "province")]
    found = same([*matched, ours("2.1", 6, "Q"), theirs(4, "city", "Q")])
    assert found["paid"] == [500, 700, 600, 0]


def test_only_listed_names_make_kinds(city):
    city(rule(Effect.HIGHER, By.SUBJECT, levels=ANY_LEVEL, names=("国债",)))
    other = [ours("2.1", 5), theirs(7, name="省策")]
    found = same([*other, ours("2.1", 5, "Q"), theirs(7, "city", "Q", name="国债")])
    assert found["paid"] == [500, 700, 0, 700]


def test_awards_meet_across_documents(city):
    city(rule(Effect.HIGHER, By.SUBJECT, levels=ANY_LEVEL, any_place=True))
    claim = Claim(on=date(2024, 6, 1), claimant="甲", subject="P")
    found = same([ours("2.1", 5), Award.recorded("dalian_2025_draft/3.2", 7, claim)])
    assert found["paid"] == [0, 700]
    assert found["rule"] == ["dalian_2025_draft/closing; springs/rule", None]


def test_names_every_displacing_rule(city):
    by_article = rule(Effect.HIGHER, By.SUBJECT, counts_by=CountsBy.ARTICLE)
    by_clause = rule(Effect.HIGHER, By.SUBJECT)
    city(replace(by_article, name="second"), replace(by_clause, name="first"))
    found = same([ours("2.1", 9), ours("2.2", 8), ours("1.1", 7)])
    assert found["paid"] == [900, 0, 0]
    assert found["rule"] == [None, "springs/first", "springs/first; springs/second"]


def test_caps_no_row_states_have_no_order(city):
    """Decided in order of time, rows lack the figure all the same."""
    city(rule(Effect.CAPPED, By.CONTRACT, cap=Joint(share=Decimal("0.5"), of="contract_cost")))
    table = table_of([ours("1.1", 5, contract="C")])
    with pytest.raises(InvalidStack, match="contract_cost, which no row states"):
        stacked(table, in_order=True)
