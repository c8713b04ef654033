"""A provision's sheet as data: all that the library holds of it, in one language."""

import inspect
from datetime import date

import pytest
from pydantic import ValidationError

import aipolicy
from aipolicy import policies
from aipolicy.calc.sheets.sheet import Sheet
from aipolicy.errors import InvalidDay, NotComparable, UnknownClause
from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023
from tests.invented import islands, orchards
from tests.sources import source

every_policy = pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
every_language = pytest.mark.parametrize("language", ["zh", "en"])


@every_language
@every_policy
def test_every_sheet_round_trips_through_json(policy, language):
    """The sheet of a clause is that of its provision, and nothing of it can be changed."""
    for provision in policy.provisions:
        sheet = policy.describe(provision.id, language)
        assert Sheet.model_validate_json(sheet.model_dump_json()) == sheet
        assert (sheet.id, sheet.title) == (provision.id, provision.title(language))
        assert len(repr(sheet)) < 60
        clause = policy.clauses.get(provision.id)
        assert (sheet.function is None) is (clause is None)
        if clause is not None:
            assert clause.describe(language) == sheet
        with pytest.raises(ValidationError):
            sheet.title = ""


@every_language
@every_policy
def test_sheet_says_what_the_clause_says(policy, language):
    for clause in policy.clauses.values():
        sheet = clause.describe(language)
        assert [one.name for one in sheet.facts] == list(clause.facts)
        assert [one.kind for one in sheet.facts] == [one.kind for one in clause.facts.values()]
        assert [one.name for one in sheet.figures] == list(clause.figures)
        assert sheet.formula == clause.table.formula(language)
        assert len(sheet.rows) == len(clause.table.rows)
        assert [one.name for one in sheet.readings] == list(clause.readings)
        assert sheet.departures == ()
        assert (sheet.grants, sheet.per, sheet.how_often) == (
            clause.grants,
            clause.per,
            clause.how_often,
        )


@every_policy
def test_sheet_in_english_has_the_summary(policy):
    """Without the example of the docstring; the docstring is English."""
    for clause in policy.clauses.values():
        said = clause.describe("en").summary
        assert said
        assert inspect.getdoc(clause).startswith(said)
        assert ">>>" not in said
        assert clause.describe("zh").summary == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheet_speaks_the_language_of_the_context(language):
    with aipolicy.language(language):
        assert harbin_2022.hosted_event.describe() == harbin_2022.hosted_event.describe(language)
        described = harbin_2022.POLICY.describe("harbin_2022/5.3")
    assert described.language == language


@pytest.mark.parametrize(
    ("on", "in_force", "left"),
    [
        (None, None, None),
        (date(2022, 8, 23), False, None),
        (date(2022, 8, 24), True, 494),
        (date(2023, 12, 1), True, 30),
        (date(2023, 12, 30), True, 1),
        (date(2023, 12, 31), True, 0),
        (date(2024, 1, 1), False, None),
    ],
)
def test_days_left_count_to_the_last(on, in_force, left):
    sheet = harbin_2022.hosted_event.describe("zh", on=on)
    assert (sheet.on, sheet.in_force, sheet.days_left) == (on, in_force, left)
    assert (sheet.first, sheet.last) == (date(2022, 8, 24), date(2023, 12, 31))


def test_days_left_are_unknown_without_a_day():
    """Until a caller states the effective date."""
    on = date(2026, 1, 1)
    sheet = langfang_2023.large_model.describe("en", on=on)
    assert (sheet.first, sheet.last, sheet.in_force, sheet.days_left) == (None, None, None, None)
    with aipolicy.days({"langfang_2023": date(2023, 1, 4)}):
        sheet = langfang_2023.large_model.describe("en", on=on)
    assert (sheet.first, sheet.last) == (date(2023, 1, 4), date(2026, 1, 4))
    assert (sheet.in_force, sheet.days_left) == (True, 3)
    with aipolicy.days({"dalian_2025_draft": date(2025, 1, 1)}):
        sheet = dalian_2025_draft.talent_team.describe("en", on=on)
    assert (sheet.first, sheet.last, sheet.in_force, sheet.days_left) == (
        date(2025, 1, 1),
        None,
        True,
        None,
    )


@pytest.mark.parametrize("on", ["2023-06-01", 5, True])
def test_the_day_of_a_sheet_is_a_date(on):
    with pytest.raises(InvalidDay):
        harbin_2022.hosted_event.describe("en", on=on)


@pytest.mark.parametrize("id_", ["harbin_2022/44.1", "4.1", None])
def test_an_unknown_provision_has_no_sheet(id_):
    with pytest.raises(UnknownClause):
        harbin_2022.POLICY.describe(id_)


def test_a_reform_shows_its_departures():
    """Beside the figure that the text prints."""
    sheet = harbin_2022.hosted_event.with_figures(cap="30万元").describe("en")
    assert sheet.departures == ("departs from the text or its default reading: cap=300000.00",)
    cap = sheet.figures[-1]
    assert (cap.value, cap.printed) == ("300,000.00", "50万元")
    assert "300,000)" in sheet.formula
    other = islands.record_catch.read_as("sum_of_tiers").describe("zh")
    assert [one.chosen for one in other.readings] == [False, True]
    assert [one.default for one in other.readings] == [True, False]
    assert len(other.departures) == 1


TOWN = orchards.orchards()


def test_words_are_those_of_the_copy():
    """With the signs of the copy, but without its line ends."""
    spaced = orchards.TEXT.replace("，", "，\n  ").replace("30%", "３０％")
    sheet = TOWN.describe("orchards/1.1", "zh", spaced)
    assert sheet.text_given
    [words] = [one.words for one in sheet.passages]
    assert "３０％" in words
    assert "\n" not in words
    plain = TOWN.describe("orchards/1.1", "zh", orchards.TEXT).passages[0].words
    assert plain == words.replace("３０％", "30%")
    assert plain in orchards.TEXT.replace("\n", "")


@pytest.mark.parametrize(
    ("id_", "old", "new"),
    [
        ("orchards/1.1", "30%", "40%"),
        ("orchards/2.1", "500万", "600万"),
        ("orchards/3.1", "学校", "学堂"),
    ],
)
def test_changed_words_are_not_shown(id_, old, new):
    """Those of the other provisions are."""
    assert old in TOWN.describe(id_, "zh", orchards.TEXT).passages[0].words
    changed = orchards.TEXT.replace(old, new)
    assert TOWN.describe(id_, "zh", changed).passages[0].words is None
    assert TOWN.describe("orchards/1.2", "zh", changed).passages[0].words
    assert TOWN.describe(id_, "zh").passages[0].words is None
    assert not TOWN.describe(id_, "zh").text_given


@pytest.mark.parametrize("text", [5, b"", ["a"], "一" * 50_001])
def test_a_copy_is_text_within_the_limit(text):
    with pytest.raises(NotComparable):
        TOWN.describe("orchards/1.1", "zh", text)
    assert TOWN.describe("orchards/1.1", "zh", "一" * 50_000).passages[0].words is None


@every_policy
def test_every_sentence_is_in_the_official_text(policy):
    text = source(policy.id)
    for provision in policy.provisions:
        for one in policy.describe(provision.id, "zh", text).passages:
            assert one.words, provision.id
            assert "".join(one.words.split()) in "".join(text.split())
