"""Rows of one kind are alike to every rule, and rows that are not are of two kinds."""

from datetime import date

from aipolicy import Award, Claim, wan
from tests.frames.stacking.group_awards import award, other, same, seen  # noqa: F401


def harbin(sum_, subject):
    return award("2.3", sum_, subject, city="harbin_2022")


def test_same_kind_makes_two_kinds(seen):
    alike, unlike = other(7, "P"), other(7, "Q").model_copy(update={"same_kind": False})
    found = same([harbin(5, "P"), alike, harbin(5, "Q"), unlike])
    assert [bool(by) for by in found["displaced_by"]] == [True, False, False, False]
    assert seen == []


def test_levels_are_kinds_of_their_own(seen):
    found = same([harbin(5, "P"), other(7, "P", "district"), harbin(5, "Q"), other(7, "Q", "city")])
    assert [bool(by) for by in found["displaced_by"]] == [False, False, True, False]
    assert seen == []


def test_per_of_outside_sums_makes_kinds(seen):
    dalian = [award("3.2", 5, subject, city="dalian_2025_draft") for subject in "PQ"]
    event, project = (other(7, subject) for subject in "PQ")
    event = event.model_copy(update={"per": "event"})
    project = project.model_copy(update={"per": "project"})
    found = same([*dalian, event, project])
    assert [bool(by) for by in found["displaced_by"]] == [False, True, False, False]
    assert seen == []


def test_applicants_are_kinds_of_their_own(seen):
    readings = {"langfang_2023": "enterprises_only"}
    firms = [award(number, 5, "P", applicant="enterprise") for number in ("1.1", "4.1")]
    schools = [award(number, 5, "Q", applicant="university") for number in ("1.1", "4.1")]
    found = same([*firms, *schools], readings=readings)
    assert [bool(by) for by in found["displaced_by"]] == [False, True, False, False]
    assert seen == []


def test_a_great_many_kinds_are_told_apart(seen):
    awards = [
        Award.external(f"策{number}", wan(1), Claim(on=date(2024, 6, 1), subject="P"), level="city")
        for number in range(300)
    ]
    found = same([*awards, award("2.3", 5, claimant=None, city="harbin_2022")])
    assert sum(found["paid"]) == 300 * 100 * wan(1)
    assert seen == [301]
