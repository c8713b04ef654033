"""Hundreds of rows of one subject: the result is that of the resolver for awards, name by name."""

from datetime import date, timedelta

import pytest

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.stacking.explanation.names import MOST_NAMED
from tests.calc.stacking.test_many_awards import ON, of_document, of_others
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of


@pytest.mark.parametrize("document", list(ON))
@pytest.mark.parametrize("paid", [0, 1, 60])
def test_many_rows_agree_with_awards(document, paid):
    """Awards of all clauses, and as many of other policies, some of them undetermined."""
    awards = of_document(document, 150) + of_others(document, 150, sum_=300)
    new = [
        one.model_copy(update={"amount": None}) if number % 7 == 0 else one
        for number, one in enumerate(awards[paid:])
    ]
    found = stacked(table_of(new, awards[:paid]), "fen")
    assert found == expected(new, awards[:paid], {})
    for rules, names in zip(found["rule"], found["displaced_by"], strict=True):
        if names:
            assert len(names.split(", ")) <= MOST_NAMED * len(rules.split("; "))


@pytest.mark.parametrize("count", [MOST_NAMED, MOST_NAMED + 1, MOST_NAMED + 150])
@pytest.mark.parametrize(
    ("clause", "year"), [("langfang_2023/2.2", 2024), ("heilongjiang_2026/6.5", 2026)]
)
@pytest.mark.parametrize("open_", [False, True])
def test_cut_row_names_the_highest_beside_it(clause, year, count, open_):
    """A yearly cap of one million: the last row is cut, the others are kept whole beside it.

    In Langfang a second cap holds for the row too, and the resolver for awards decides.
    """
    first = date(year, 4, 1)
    awards = [
        Award.recorded(
            clause, wan(1) / 10 + number, Claim(on=first + timedelta(number), claimant="甲")
        )
        for number in range(count)
    ]
    if open_:
        awards[0] = awards[0].model_copy(update={"amount": None})
    last = Award.recorded(clause, wan(100), Claim(on=date(year, 12, 31), claimant="甲"))
    found = stacked(table_of([*awards, last]), "fen")
    right = expected([*awards, last], (), {})
    assert found == {name: right[name] for name in found}
    named = list(range(max(count - MOST_NAMED, 0), count))
    if open_:
        named = [0, *named[-MOST_NAMED + 1 :]]
    assert found["displaced_by"][-1] == ", ".join(map(str, named))


@pytest.mark.parametrize("open_", [0, 3, 149])
def test_row_hangs_on_a_sum_that_is_not_determined(open_):
    """Of more rows than are named one is not determined: what it displaced is provisional."""
    others = of_others("heilongjiang_2026", 150, sum_=300)
    others[open_] = others[open_].model_copy(update={"amount": None, "most": 299})
    mine = of_document("heilongjiang_2026", 1)
    found = stacked(table_of([*mine, *others]), "fen")
    right = expected([*mine, *others], (), {})
    assert found == right
    assert right["provisional"][0] is True
    assert stack([*mine, *others]).provisional
