import copy
import pickle
import sys
import types
from datetime import date

import pytest

from aipolicy.calc import HeldInAll, YearsOfSupport, a_figure_of_the_year
from aipolicy.calc.documents.document import read_document
from aipolicy.calc.documents.period import Convention, Period
from aipolicy.calc.documents.terms import AMOUNT, ONCE, PROJECT
from aipolicy.calc.policy import Policy
from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors import InvalidClause, InvalidDay, UnknownClause, ValidityUnknown
from tests.invented import islands, islands_draft, orchards


def test_in_force_is_true_false_or_unknown():
    assert islands.POLICY.in_force(date(2021, 1, 1)) is True
    assert islands.POLICY.in_force(date(2019, 1, 1)) is False
    assert islands_draft.POLICY.in_force(date(2021, 1, 1)) is None
    assert islands_draft.POLICY.in_force(date(2021, 1, 1), date(2021, 1, 1)) is True
    assert islands_draft.POLICY.in_force(date(2021, 1, 1), date(2021, 1, 2)) is False


def test_days_must_be_dates():
    with pytest.raises(InvalidDay):
        islands.POLICY.in_force("2021-01-01")
    with pytest.raises(InvalidDay, match="effective_from='2021-01-01': not a date"):
        islands_draft.POLICY.in_force(date(2021, 1, 1), "2021-01-01")


def test_term_ends_by_the_named_convention():
    policy = islands.POLICY
    assert policy.period() == Period(date(2020, 2, 29), date(2023, 2, 28))
    assert policy.period(term=Convention.DAY_BEFORE) == policy.period()
    assert policy.in_force(date(2023, 2, 28), term=Convention.DAY_BEFORE) is True
    with pytest.raises(ValidityUnknown):
        islands_draft.POLICY.period()


def test_provisions_keep_document_order():
    assert [p.id.partition("/")[2] for p in islands.POLICY.provisions] == [
        "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5",
    ]  # fmt: skip
    assert list(islands.POLICY.clauses) == [f"islands/{n}" for n in (
        "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4",
    )]  # fmt: skip
    assert islands.POLICY.title == "海岛扶持办法"
    assert islands.POLICY.number == "岛政〔2020〕1号"
    assert islands_draft.POLICY.number is None
    assert repr(islands.POLICY) == "<policy islands>"


def test_refuses_an_unknown_provision():
    with pytest.raises(UnknownClause) as refused:
        islands.POLICY.provision("islands/1.11")
    assert str(refused.value) == (
        "clause='islands/1.11': islands has no such provision; did you mean islands/1.1?"
    )
    with pytest.raises(UnknownClause, match="aipolicy clauses --all lists them all"):
        islands.POLICY.provision("zzz")


def test_refuses_a_repeated_number():
    policy = Policy(id="islands", region="", province="", level="city", data=islands.POLICY.data)

    def one(*, cost: Yuan) -> Yuan:
        return cost

    def two(*, cost: Yuan) -> Yuan:
        return cost

    number = policy.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
    number(one)
    with pytest.raises(InvalidClause) as refused:
        number(two)
    assert str(refused.value) == (
        "islands/1.1: one and two have one number; give each provision its own"
    )


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        (YearsOfSupport("year_of_fishing", "前三年", "three years"), "year_of_fishing"),
        (YearsOfSupport("cost", "前三年", "three years"), "years"),
        (a_figure_of_the_year("catch"), "catch"),
        (HeldInAll("cost", "most", "共", "in all"), "most"),
    ],
)
def test_terms_over_years_name_what_is_there(stated, name):
    """A fact of the function, or a figure that it needs."""
    policy = Policy(id="islands", region="", province="", level="city", data=islands.POLICY.data)

    def nets(*, cost: Yuan) -> Yuan:
        return cost

    number = policy.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE, over_years=[stated])
    with pytest.raises(InvalidClause) as refused:
        number(nets)
    assert refused.value.fault.code == "definition.over_years"
    assert name in str(refused.value)


EVERYWHERE = pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)


@EVERYWHERE
def test_copy_and_pickle_keep_identity(again):
    assert again(islands.POLICY) is islands.POLICY


@EVERYWHERE
def test_document_survives_copy_and_pickle(again):
    document = read_document(orchards.DATA)
    assert again(document) == document
    measure = document.provisions[0]
    assert measure.printed
    assert again(measure).printed == measure.printed


def test_policy_pickles_without_clauses(monkeypatch):
    """A policy without clauses is found again by its module."""
    module = types.ModuleType("invented_shoals")
    module.POLICY = _policy("shoals")
    monkeypatch.setitem(sys.modules, "invented_shoals", module)
    assert pickle.loads(pickle.dumps(module.POLICY)) is module.POLICY


def test_refuses_to_pickle_without_a_module():
    with pytest.raises(pickle.PicklingError) as refused:
        pickle.dumps(_policy("reefs"))
    assert str(refused.value) == "reefs: only a module's POLICY can be sent; put it in a module"


def _policy(id_):
    level = islands.POLICY.level
    return Policy(id=id_, region="海岛市", province="海岛省", level=level, data=islands.POLICY.data)
