import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aipolicy import Award, Claim
from aipolicy.calc.awards.award import Origin
from aipolicy.calc.documents.terms import Level
from aipolicy.calc.values.money import MOST_FEN, wan, yuan_of
from aipolicy.errors import InvalidClaim
from aipolicy.rules import harbin_2022, langfang_2023, wuhan_2024_draft
from tests.invented import islands

CLAIM = Claim(on=date(2021, 6, 1), claimant="海岛渔业公司", bases={"cost": wan(5)})


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
@pytest.mark.parametrize(
    "award",
    [
        islands.ferry.award(CLAIM, cost=wan(5), registered=True),
        Award.recorded("islands/1.1", 5, CLAIM),
        Award.external("省渔业补助", 5, CLAIM, level="province"),
    ],
    ids=["computed", "recorded", "external"],
)
def test_survives_copy_and_pickle(award, again):
    arrived = again(award)
    assert arrived == award
    assert arrived.model_dump_json() == award.model_dump_json()
    assert arrived.explain() == award.explain()


@given(st.integers(0, MOST_FEN))
def test_recorded_sum_is_due_unchanged(fen):
    award = Award.recorded("islands/1.1", yuan_of(fen), CLAIM)
    assert award.least == award.most == award.amount == yuan_of(fen)
    assert (award.policy, award.origin) == ("islands", Origin.RECORDED)


@pytest.mark.parametrize("level", Level)
def test_external_award_has_no_document(level):
    """An award of another policy has a level and belongs to no document."""
    award = Award.external("补助", 5, CLAIM, level=level, same_kind=False)
    assert (award.policy, award.level, award.same_kind) == (None, level, False)
    assert (award.clause, award.title, award.origin) == ("补助", "补助", Origin.EXTERNAL)


def test_external_award_reports_all_faults():
    with pytest.raises(InvalidClaim) as refused:
        Award.external("补助", -1, CLAIM, level="provinse")
    assert str(refused.value) == (
        "补助: 2 faults\n"
        '  amount=-1: a sum must be 0 or more; give a sum in yuan, such as 8000000, "8000000.00" or '
        '"800万元"\n'
        "  level='provinse': unknown choice; did you mean province?"
    )
    known = refused.value.faults[1].params["known"]
    assert known == ("nation", "province", "city", "district")


def test_award_needs_a_claim():
    with pytest.raises(ValidationError, match="claim\n"):
        Award.recorded("islands/1.1", 5, None)


def test_award_without_steps_has_no_reason():
    assert Award.recorded("islands/1.1", 5, CLAIM).reason() == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("省策\n合计", "value.characters"), ("\x1b[31m省策", "value.characters"),
        ("\u202e省策", "value.characters"), ("", "value.empty"), ("\u3000\u200b", "value.empty"),
        ("无", "name.placeholder"), ("None", "name.null"), (5, "value.text"), (None, "value.text"),
        ("harbin_2022/4.1", "award.not_external"),
    ],
)  # fmt: skip
def test_refuses_what_names_no_policy(name, code):
    """Among them what could forge a line of a report."""
    with pytest.raises(InvalidClaim) as refused:
        Award.external(name, 5, Claim(on=date(2024, 6, 1)), level="province")
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, ("name",))]


STARTED = {"effective_from": date(2026, 2, 1)}


@pytest.mark.parametrize(
    ("award", "cited"),
    [
        (
            harbin_2022.hosted_event.award(
                Claim(on=date(2023, 6, 1)), event_cost=wan(60), on_annual_list=True
            ),
            "《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》（哈政规〔2022〕22号）第九条",
        ),
        (
            wuhan_2024_draft.industry_event.award(
                Claim(on=date(2026, 6, 1), **STARTED),
                event_cost=wan(60),
                prefiled=True,
                national_or_international=True,
            ),
            "《武汉促进人工智能产业发展若干政策（征求意见稿）》第十一条",
        ),
        (
            langfang_2023.large_model.award(
                Claim(on=date(2026, 6, 1), **STARTED),
                compute_cost=wan(60),
                parameters=10**9,
                scenarios=5,
            ),
            "《廊坊市促进人工智能产业发展十三条措施》第3条",
        ),
        (
            islands.ferry.award(CLAIM, cost=wan(5), registered=True),
            "《海岛扶持办法》（岛政〔2020〕1号）第1条",
        ),
        (Award.recorded("harbin_2022/4.1", 5, CLAIM), "harbin_2022/4.1"),
        (Award.external("省渔业补助", 5, CLAIM, level="province"), "省渔业补助"),
    ],
    ids=["numbered", "draft", "no number", "invented", "recorded", "external"],
)
def test_award_cites_its_article(award, cited):
    """By title, number and article; without a number where the text gives none."""
    assert award.citation == cited
    assert Award.model_validate_json(award.model_dump_json()).citation == cited


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "award",
    [
        islands.ferry.award(CLAIM, cost=wan(5), registered=True),
        islands.pier.award(CLAIM, matched=wan(5)),
        Award.recorded("islands/1.1", 5, CLAIM),
    ],
    ids=["ferry", "pier", "recorded"],
)
def test_award_stored_without_title_is_read(award, language):
    """An award stored before provisions had titles shows the heading alone."""
    stored = award.model_dump(mode="json", exclude={"number", "provision_title"})
    again = Award.model_validate(stored)
    assert (again.number, again.provision_title) == (None, None)
    assert again == award.model_copy(update={"number": None, "provision_title": None})
    title, number = award.provision_title, award.number
    said = award.explain(language)
    for added in (title and f" · {title.text(language)}", f"（{number}）", f" ({number})"):
        said = said.replace(added or "", "")
    assert again.explain(language) == said
