"""What holds of every clause in the registry, whichever document it comes from."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Claim, clauses, policy
from aipolicy.calc.documents.period import Convention
from aipolicy.calc.values.money import yuan_of
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.values.range import Range
from aipolicy.calc.words.glossary import glossary
from aipolicy.errors import NotInForce
from tests.conftest import spread
from tests.sampling import around_kinks, law_at_60_digits, near_an_edge, parts_of, values_of

DAY = date(2025, 8, 1)
SUMS = {QuantityKind.SUM, QuantityKind.RECEIVED, QuantityKind.AREA, QuantityKind.COUNT}


def _readings():
    for clause in clauses():
        for names in product(*clause.points.values()):
            yield clause.read_as(*names) if names else clause


def _name(clause):
    return ":".join([clause.id, "+".join(clause.chosen.values())]).removesuffix(":")


READINGS = list(_readings())

every_clause = pytest.mark.parametrize("clause", clauses(), ids=lambda c: c.id)
every_reading = pytest.mark.parametrize("clause", READINGS, ids=_name)


def _sums(clause):
    return [name for name, quantity in clause.facts.items() if quantity.kind in SUMS]


def _smooth(clause):
    return [name for name in _sums(clause) if name not in clause.jumps_with]


def _reading_with(facts):
    return pytest.mark.parametrize(
        "clause",
        [clause for clause in READINGS if facts(clause)],
        ids=_name,
    )


def _most(given_):
    return given_.most if isinstance(given_, Range) else given_


@every_reading
@spread(len(READINGS))
@given(data=st.data())
def test_compiled_form_matches_the_law(clause, data):
    """To the fen, it gives what the function gives at 60 digits."""
    facts = values_of(clause, data.draw(parts_of(clause)))
    assert clause(**facts) == law_at_60_digits(clause, facts)


@every_reading
def test_kinks_match_the_law(clause):
    """At each kink and a minor unit beside it; together these facts lead to every row."""
    rows = set()
    for parts in around_kinks(clause):
        facts = values_of(clause, parts)
        assert clause(**facts) == law_at_60_digits(clause, facts)
        exact = {name: Fraction(part, clause.facts[name].scale) for name, part in parts.items()}
        rows |= {row for row in clause.table.rows if all(one.at(exact) for one in row.conditions)}
    assert rows == set(clause.table.rows)


@every_reading
@spread(len(READINGS))
@given(data=st.data())
def test_result_is_between_zero_and_the_cap(clause, data):
    gives = _most(clause(**values_of(clause, data.draw(parts_of(clause)))))
    assert gives >= 0
    cap = clause.figures.get("cap")
    if cap is not None:
        assert gives <= cap


@_reading_with(_sums)
@spread(len(READINGS))
@given(data=st.data())
def test_more_gives_no_less_unless_declared(clause, data):
    """More of a sum gives less only where the clause declares that it falls."""
    parts = data.draw(parts_of(clause))
    name = data.draw(st.sampled_from(_sums(clause)))
    other = data.draw(near_an_edge(clause, name, parts))
    low, high = sorted((parts[name], other))
    less = _most(clause(**values_of(clause, {**parts, name: low})))
    more = _most(clause(**values_of(clause, {**parts, name: high})))
    if name in clause.falls_with:
        # A share of nothing is no share, so the first fen of such a sum may be a jump up.
        assert more <= less or (not low and name in clause.jumps_with)
    else:
        assert more >= less


@_reading_with(_smooth)
@spread(len(READINGS))
@given(data=st.data())
def test_result_jumps_only_where_declared(clause, data):
    """Elsewhere one minor unit more of a fact moves the sum little."""
    name = data.draw(st.sampled_from(_smooth(clause)))
    parts = data.draw(parts_of(clause))
    part = data.draw(near_an_edge(clause, name, parts))
    parts = {**parts, name: min(part, clause.facts[name].most - 1)}
    others = {n: Fraction(p, clause.facts[n].scale) for n, p in parts.items() if n != name}
    steepest = max(
        abs(end.given(others).without_constant.at({name: Fraction(1, clause.facts[name].scale)}))
        for row in clause.table.rows
        for end in (row.outcome.least, row.outcome.most)
    )
    before = _most(clause(**values_of(clause, parts)))
    after = _most(clause(**values_of(clause, {**parts, name: parts[name] + 1})))
    assert abs(Fraction(after) - Fraction(before)) <= steepest + Fraction(1, 100)


@every_clause
def test_a_declared_jump_is_there(clause):
    for name in clause.jumps_with:
        assert clause.facts[name].kind in SUMS
        assert any(
            _jumps(clause.read_as(reading) if reading else clause, name)
            for reading in clause.readings or (None,)
        ), name


def _jumps(clause, name):
    """Whether some edge of this fact, the others chosen freely, moves the sum by over a yuan."""
    for parts in _grid(clause, leave=name):
        others = {n: Fraction(p, clause.facts[n].scale) for n, p in parts.items()}
        for edge in clause.table.edges(name, others):
            if edge + 1 > clause.facts[name].most:
                continue
            sums = [
                _most(clause(**values_of(clause, {**parts, name: part})))
                for part in (edge - 1, edge, edge + 1)
                if part >= clause.facts[name].least
            ]
            if max(sums) - min(sums) > 1:
                return True
    return False


def _grid(clause, leave=None):
    """Some facts to try one against another: both answers, and sums small and large."""
    grid = [{}]
    for name, quantity in clause.facts.items():
        if name == leave:
            continue
        if quantity.kind is QuantityKind.CONDITION:
            tried = (1, 0)
        elif quantity.kind is QuantityKind.YEAR:
            tried = (1, 2, 4)
        elif quantity.kind is QuantityKind.RECEIVED:
            tried = (0, 10**9)
        else:
            tried = (100, 10**6, 6 * 10**7, 3 * 10**9, 5 * 10**10)
        grid = [{**one, name: value} for one in grid for value in tried]
    return grid


@every_clause
def test_every_fact_changes_some_answer(clause):
    for name, quantity in clause.facts.items():
        found = False
        for parts in _grid(clause, leave=name):
            others = {n: Fraction(p, clause.facts[n].scale) for n, p in parts.items()}
            tried = {quantity.least, min(quantity.most, 10**11), *clause.table.edges(name, others)}
            answers = {clause(**values_of(clause, {**parts, name: part})) for part in tried}
            if len(answers) > 1:
                found = True
                break
        assert found, f"{clause.id}: {name} changes nothing"


@every_clause
@spread(len(clauses()))
@given(data=st.data())
def test_ignores_the_decimal_context(clause, data):
    facts = values_of(clause, data.draw(parts_of(clause)))
    expected = clause(**facts)
    with localcontext(prec=3):
        fresh = clause.with_figures()
        assert fresh(**facts) == expected
        assert clause(**facts) == expected


@every_clause
def test_threads_can_share_a_clause(clause):
    facts = [values_of(clause, parts) for parts in _grid(clause)[:50]]
    expected = [clause(**one) for one in facts]
    fresh = clause.with_figures()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: fresh(**one), facts)) == expected


@every_clause
@spread(len(clauses()))
@given(data=st.data())
def test_award_agrees_with_the_call(clause, data):
    """It also survives JSON."""
    facts = values_of(clause, data.draw(parts_of(clause)))
    document = policy(clause.policy)
    on = document.first or DAY
    claim = Claim(on=on, effective_from=None if document.first else on)
    award = clause.award(claim, **facts)
    assert award.most == _most(clause(**facts))
    assert award.reason("zh")
    assert award.reason("en")
    assert Award.model_validate_json(award.model_dump_json()) == award
    borne = yuan_of(sum(int(part * 100) for part in award.funding.values()))
    assert borne == (award.amount or Decimal(0) if clause.funding else Decimal(0))


@every_clause
def test_tables_print_in_both_languages(clause):
    """They print as Markdown, as HTML and as text."""
    for language in ("zh", "en"):
        assert clause.table.markdown(language).count("\n") == len(clause.table.lines) + 1
        assert clause.table.html(language).count("<tr>") == len(clause.table.lines) + 1
        assert "_" not in clause.table.formula("zh")
    assert str(clause.table).startswith(clause.id)


@every_clause
def test_facts_and_figures_have_chinese(clause):
    assert set(clause.facts) <= set(glossary()["facts"])
    assert set(clause.figures) <= set(glossary()["figures"])


@every_clause
@pytest.mark.parametrize("term", Convention)
def test_answers_only_on_days_in_force(clause, term):
    document = policy(clause.policy)
    start = None if document.first else DAY
    period = document.period(start, term)
    facts = values_of(clause, _grid(clause)[0])
    one = timedelta(days=1)
    inside = [period.first, period.first + one]
    if period.last:
        inside += [period.last - one, period.last]
    for day in inside:
        award = clause.award(Claim(on=day, effective_from=start, term=term), **facts)
        assert (award.claim.on, award.most) == (day, _most(clause(**facts)))
    outside = [period.first - one]
    if period.last:
        outside.append(period.last + one)
    for day in outside:
        with pytest.raises(NotInForce):
            clause.award(Claim(on=day, effective_from=start, term=term), **facts)
