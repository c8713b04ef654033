"""The Chinese that people read: full-width punctuation, Chinese terms, one way to cite."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Case, Claim, assess, clauses, policies, policy, stack, wan
from aipolicy.calc.values.money import MOST_FEN
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.words.glossary import glossary
from tests.conftest import spread
from tests.sampling import parts_of, values_of

HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff》”])\s?[,:;()]|[,:;()]\s?(?=[\u4e00-\u9fff《“])")
IDENTIFIER = re.compile(r"(?<![a-z0-9_/])[a-z]+(?:_[a-z0-9]+)+(?:/[\d.]+)?")
DAY = date(2023, 6, 1)

every_clause = pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.id)


def claim(clause, **fields):
    """A claim on a day on which the clause is in force."""
    own = policy(clause.policy)
    start = None if own.first else DAY
    names = {"claimant": "蓝海机器人", "subject": "水下检测线"}
    return Claim(on=DAY, effective_from=start, **names, **fields)


def require_chinese(text):
    """Refuse half-width punctuation beside Chinese, and identifiers outside full brackets."""
    found = HALF_WIDTH.search(text)
    assert found is None, text[max(0, found.start() - 20) : found.end() + 20]
    bare = re.sub(r"（[^（）]*）", "", text)
    assert IDENTIFIER.findall(bare) == [], text


def ordinary(clause):
    """Facts under which the clause pays something."""
    usual = {QuantityKind.CONDITION: True, QuantityKind.YEAR: 1, QuantityKind.RECEIVED: Decimal(0)}
    facts = {n: usual.get(q.kind, 2 * 10**9) for n, q in clause.facts.items()}
    changed = {
        name: value
        for name, value in {
            "government_investment_project": False,
            "area": 5000,
            "highest_past_main_revenue": 0,
            "previous_main_revenue": wan(100),
        }.items()
        if name in facts
    }
    return facts | changed


@every_clause
@spread(len(clauses()))
@given(data=st.data())
def test_award_punctuation_is_full_width(clause, data):
    """There is no half-width punctuation beside Chinese."""
    facts = values_of(clause, data.draw(parts_of(clause)))
    assert all(part <= MOST_FEN for part in facts.values())
    for reading in clause.readings or (None,):
        read = clause if reading is None else clause.read_as(reading)
        require_chinese(read.award(claim(clause), **facts).explain())


@every_clause
def test_paying_award_is_full_width(clause):
    """There is no half-width punctuation beside Chinese."""
    award = clause.award(claim(clause), **ordinary(clause))
    require_chinese(award.explain())
    for name, value in clause.figures.items():
        if isinstance(value, Decimal):
            reform = clause.with_figures(**{name: value / 2})
            require_chinese(reform.award(claim(clause), **ordinary(clause)).explain())


@every_clause
def test_table_punctuation_is_full_width(clause):
    """There is no half-width punctuation beside Chinese."""
    for text in (clause.table.formula("zh"), *sum(clause.table.written("zh"), ())):
        require_chinese(text)


@every_clause
def test_award_cites_title_article_and_id(clause):
    own = policy(clause.policy)
    award = clause.award(claim(clause), **ordinary(clause))
    head = award.explain().splitlines()[0]
    counted = {
        "harbin_2022": "十|[一二三四五六七八九]",
        "wuhan_2024_draft": "十一?|[一二三四五六七八九]",
    }
    number = counted.get(own.id, r"\d+")
    official = rf"（{re.escape(own.number)}）" if own.number else ""
    called = re.escape(clause.title("zh"))
    form = rf"《.+》{official}第(?:{number})条 .+ · {called}（{re.escape(clause.id)}）"
    assert re.fullmatch(form, head), head
    assert head.startswith(award.citation)


def resolutions():
    for own in policies():
        awards = [one.award(claim(one), **ordinary(one)) for one in own.clauses.values()]
        reformed = [
            one.with_figures(cap=one.figures["cap"] / 2).award(
                claim(one, exception="专题会议纪要"), **ordinary(one)
            )
            for one in own.clauses.values()
            if "cap" in one.figures
        ]
        theirs = Award.external("省级政策", wan(40), claim(one_of(own)), level="province")
        yield own.id, stack([*awards[:6], theirs])
        yield own.id, stack(reformed[:6], history=[theirs])
        for reading in own.stacking.named_readings:
            yield own.id, stack([*awards[:4], theirs], readings={own.id: reading})


def one_of(own):
    return next(iter(own.clauses.values()))


def test_resolution_is_full_width():
    """There is no half-width punctuation beside Chinese."""
    told = list(resolutions())
    assert any(found.displaced for _, found in told)
    assert any(found.alternatives for _, found in told)
    assert any(found.marks for _, found in told)
    for _, found in told:
        require_chinese(found.explain())
        for award, _ in found.granted:
            require_chinese(found.why(award))


def test_assessment_is_full_width():
    """There is no half-width punctuation beside Chinese."""
    case = Case(
        claimant="冰城智造",
        claims=[
            {
                "clause": "harbin_2022/4.1",
                "on": DAY,
                "subject": "智慧供热",
                "facts": {
                    "total_investment": "800万元",
                    "review_passed": True,
                    "government_investment_project": False,
                },
            },
            {"clause": "harbin_2022/1.1", "on": DAY, "facts": {"review_passed": True}},
        ],
        history=[
            {"name": "省补助", "level": "province", "amount": 100, "on": DAY, "subject": "智慧供热"}
        ],
        readings={"harbin_2022": "any_kind"},
    )
    found = assess(case)
    require_chinese(found.explain())
    require_chinese(found.summary())


def test_terms_and_rules_are_full_width():
    """So are readings, assumptions and labels."""
    texts = [term for section in glossary().values() for term in section.values()]
    for own in policies():
        texts += [rule.zh for rule in own.stacking.rules]
        texts += [one.zh for one in own.stacking.together]
        texts += [reading.zh for reading in own.stacking.named_readings.values()]
        texts += [zh for measure in own.provisions for zh, _ in measure.assumes]
        texts += [zh for measure in own.provisions for zh, _ in measure.reading_labels.values()]
    for text in texts:
        require_chinese(text)
        assert not re.search(r"[,:;()]", text), text
