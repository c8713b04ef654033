"""The meaning of awards in order of time, written out: `stack` on one award after another."""

from datetime import date

from hypothesis import strategies as st

from aipolicy import AipolicyError, Award, Claim, clause, policies, stack, wan
from tests.calc.stacking.portfolios import portfolios
from tests.sampling import parts_of, values_of

LAST = date(9999, 12, 31)


def in_time(awards):
    return sorted(awards, key=lambda award: (award.claim.on, award.claim.paid_on or LAST))


def as_paid(award, sum_):
    """What was paid of an award, as an authority records it."""
    if award.policy:
        paid = Award.recorded(award.clause, sum_, award.claim)
    else:
        kind = award.same_kind
        paid = Award.external(award.clause, sum_, award.claim, level=award.level, same_kind=kind)
    return paid.model_copy(update={"per": award.per}) if award.per else paid


def one_by_one(awards, history=(), readings=None):
    """Return what the loop says of each award: what is paid, and by what it is displaced."""
    before, paid_of = [], {}
    origin = {id(award): award for award in (*awards, *history)}
    for award in in_time(awards):
        known = [one for one in history if one.claim.on <= award.claim.on]
        found = stack([award], [*known, *before], readings or {})
        (paid,) = [sum_ for _, sum_ in found.granted] or [0]
        if paid:
            before.append(as_paid(award, paid))
            origin[id(before[-1])] = award
        why = _by_rule((one.rule, (origin[id(by)] for by in one.by)) for one in found.displaced)
        seen = sorted(mark.en for mark in found.marks if mark.kind == "replaced")
        paid_of[id(award)] = paid, why, seen
    return paid_of


def _by_rule(reasons):
    """Return the rules of reasons, each with the awards that it names, in one reason or several."""
    found = {}
    for rule, by in reasons:
        found.setdefault(rule, set()).update(map(id, by))
    return {rule: sorted(by) for rule, by in found.items()}


def in_order(awards, history=(), readings=None):
    """Return what `stack` says of each award, in the same form."""
    found = stack(awards, history, readings or {}, in_order=True)
    granted = {id(award): paid for award, paid in found.granted}
    assert found.total == sum(granted.values())
    assert found.alternatives == ()
    why = {id(award): [] for award in awards}
    for award, by, rule, _ in found.displaced:
        why[id(award)].append((rule, by))
    return {key: (granted.get(key, 0), _by_rule(reasons)) for key, reasons in why.items()}


def marks_in_order(awards, history=(), readings=None):
    found = stack(awards, history, readings or {}, in_order=True)
    return sorted(mark.en for mark in found.marks if mark.kind == "replaced")


def without_marks(paid_of):
    return {key: (paid, why) for key, (paid, why, _) in paid_of.items()}


def marks_of(paid_of):
    return sorted({mark for _, _, marks in paid_of.values() for mark in marks})


DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31)) | st.sampled_from(
    [date(2024, 6, 1), date(2024, 6, 1), date(2025, 6, 1)]
)
PAID_ON = st.none() | st.sampled_from([date(2024, 7, 1), date(2025, 7, 1), date(2026, 7, 1)])


@st.composite
def dated(draw, *, most=12, days=DAYS):
    """Awards of the five documents and of others, on any days, some with a day of payment."""
    awards = []
    for award in draw(portfolios(most=most)):
        when = {"on": draw(days), "paid_on": draw(PAID_ON)}
        awards.append(award.model_copy(update={"claim": award.claim.model_copy(update=when)}))
    return awards


COMPUTED = tuple(one.id for policy in policies() for one in policy.clauses.values())
OVER_YEARS = tuple(id_ for id_ in COMPUTED if clause(id_).terms.over_years)


@st.composite
def computed(draw, *, most=8, days=DAYS):
    """Awards of few clauses with their facts, over several years, under any readings."""
    ids = draw(st.lists(st.sampled_from(OVER_YEARS) | st.sampled_from(COMPUTED), min_size=1, max_size=3))  # fmt: skip
    awards = []
    for number in range(draw(st.integers(1, most))):
        one = clause(draw(st.sampled_from(ids)))
        if one.readings and draw(st.booleans()):
            one = one.read_as(draw(st.sampled_from(sorted(one.readings))))
        claim = Claim(
            on=draw(days),
            claimant=draw(st.sampled_from(["甲", "甲", "甲", "乙"])),
            subject=draw(st.sampled_from(["P", "P", "Q"])),
            content=f"{draw(days).year}{number}{days is DAYS}",
            year=draw(st.sampled_from([None, None, 2024])),
            paid_on=draw(PAID_ON),
            effective_from=date(2023, 1, 1),
        )
        try:
            awards.append(one.award(claim, **values_of(one, draw(parts_of(one)))))
        except AipolicyError:  # outside the document's days, or beyond a range
            awards.append(Award.recorded(one.id, wan(draw(st.integers(0, 120))), claim))
    return awards
