"""A name and any respelling of it that normalises alike are one name, by whatever door they come."""

import unicodedata

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aipolicy import Award, Case, Claim, assess, frames, stack
from aipolicy.calc.values.names import likeness, name_key, read_name, written_name
from aipolicy.errors import InvalidStack, UnreadableValue
from tests.conftest import spread

DAY = "2024-06-01"
FIVE, SEVEN = "langfang_2023/1.1", "langfang_2023/1.2"
"""Two clauses of which a project gets the higher alone."""

INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad\u200e\ufe0f\u034f"
BLANKS = " \u00a0\u3000\u2003\u202f"
WIDE = {one: one + 0xFEE0 for one in range(0x21, 0x7F)}

LETTERS = st.sampled_from("智慧供热一期蓝海机器人AaZ09é()（）〔〕[]-—/·.,&") | st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]
)


@st.composite
def names(draw):
    """A name as people write it."""
    name = draw(st.text(LETTERS, min_size=1, max_size=10))
    try:
        read_name(name)
    except UnreadableValue:
        assume(False)
    return name


@st.composite
def respelled(draw, name):
    """Another spelling of a name: in other widths, composed otherwise, with what is not seen."""
    signs = list(name)
    for place, sign in enumerate(signs):
        if draw(st.booleans()) and sign.isascii() and sign.isprintable() and sign != " ":
            signs[place] = sign.translate(WIDE)
        elif draw(st.booleans()):
            form = draw(st.sampled_from(["NFD", "NFC"]))
            signs[place] = unicodedata.normalize(form, sign)
    text = "".join(signs)
    place = draw(st.integers(0, len(text)))
    text = text[:place] + draw(st.sampled_from([*INVISIBLE, ""])) + text[place:]
    text = text.replace(" ", draw(st.sampled_from([" ", "  ", *BLANKS, " \u3000"])))
    around = st.text(BLANKS + INVISIBLE, max_size=2)
    other = draw(around) + text + draw(around)
    assume(name_key(other) == name_key(name))
    return other


@st.composite
def pairs(draw):
    name = draw(names())
    return name, draw(respelled(name))


def awards(one, other):
    return [
        Award.recorded(clause, sum_, Claim(on=DAY, claimant="甲", subject=name))
        for clause, sum_, name in ((FIVE, 5, one), (SEVEN, 7, other))
    ]


@spread()
@given(pairs())
def test_awards_of_one_project_meet(pair):
    resolution = stack(awards(*pair))
    assert resolution.total == 7
    assert [mark for mark in resolution.marks if mark.kind == "similar_names"] == []


@spread()
@given(names(), names())
def test_other_names_are_other_projects(one, other):
    """They are kept apart, and marked where they differ little."""
    assume(name_key(one) != name_key(other))
    resolution = stack(awards(one, other))
    assert resolution.total == 12
    marked = [mark.kind for mark in resolution.marks].count("similar_names")
    assert marked == (likeness(one) == likeness(other))


@spread()
@given(st.lists(pairs(), min_size=1, max_size=4))
def test_rows_of_one_project_meet(some):
    frame = pd.DataFrame(
        [
            {"clause": clause, "amount": sum_, "subject": name}
            for pair in some
            for (clause, sum_), name in zip(((FIVE, 5), (SEVEN, 7)), pair, strict=True)
        ]
    )
    keys = {name_key(name) for name, _ in some}
    assume(len(keys) == len(some))
    paid = list(frames.stack(frame, unit="fen", on=pd.Timestamp(DAY).date())["paid"])
    assert paid == [0, 7] * len(some)


@spread()
@given(pairs())
def test_payments_of_one_project_meet_claims(pair):
    """A case of one name, its history of the other: as JSON and as a mapping."""
    before, now = pair
    case = {
        "claimant": "甲",
        "claims": [
            {
                "clause": "harbin_2022/4.1", "on": "2023-06-01", "subject": now,
                "facts": {"total_investment": 10_000_000, "review_passed": True,
                          "government_investment_project": False},
            }
        ],
        "history": [
            {"clause": "harbin_2022/4.1", "on": "2023-01-01", "amount": 1, "subject": before}
        ],
    }  # fmt: skip
    found = assess(case)
    assert found.total == 0
    assert found.awards[0].claim.subject == read_name(now)
    again = type(found).model_validate_json(found.model_dump_json())
    assert again == found
    assert Case.read(case).claims[0].subject == read_name(now)


@spread()
@given(pairs())
def test_a_stored_award_is_the_same_award(pair):
    one, other = (
        Award.recorded("harbin_2022/4.1", 5, Claim(on="2023-06-01", subject=name)) for name in pair
    )
    stored = Award.model_validate_json(other.model_dump_json())
    assert stored == other
    with pytest.raises(InvalidStack) as refused:
        stack([one], history=[stored])
    assert [wrong.code for wrong in refused.value.faults] == ["award.paid_already"]


@spread()
@given(st.text(max_size=12))
def test_a_key_is_its_own_key(text):
    key = name_key(text)
    assert name_key(key) == key
    for read in (read_name, written_name):
        try:
            name = read(text)
        except UnreadableValue:
            continue
        if name is not None:
            assert read(name) == name
            assert name_key(name) == key
            assert name.isprintable() or any(sign not in " \u3000" for sign in name)
