"""Wuhan's rules on combining awards, and every reading of them."""

from datetime import date

from aipolicy import stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.rules import wuhan_2024_draft
from tests.rules.combining_awards.awards import claim, other, paid, total


def test_is_silent_and_marked():
    awards = [paid("wuhan_2024_draft/1.2", 5), paid("wuhan_2024_draft/7.3", 3)]
    resolution = stack([*awards, other(2, "city")])
    assert resolution.total == wan(10)
    silent = [mark for mark in resolution.marks if mark.kind is MarkKind.SILENT]
    assert [mark.award for mark in silent] == awards
    assert {mark.en for mark in silent} == {"no stacking rule in the text"}


def test_grants_model_and_compute_together():
    resolution = stack([paid("wuhan_2024_draft/3.2", 5), paid("wuhan_2024_draft/3.3", 3)])
    assert resolution.total == wan(8)
    together = [mark.en for mark in resolution.marks if mark.kind is MarkKind.TOGETHER]
    assert together == ["the two are given together"] * 2
    alone = stack([paid("wuhan_2024_draft/3.2", 5)])
    assert not [mark for mark in alone.marks if mark.kind is MarkKind.TOGETHER]


def test_match_adds_to_provincial_subsidy():
    match, subsidy = paid("wuhan_2024_draft/2.1", 8), paid("langfang_2023/1.1", 8)
    assert total(match, subsidy) == 8
    province = paid("heilongjiang_2026/4.2", 8)
    assert total(match, province) == 16


def test_compute_support_has_one_cap():
    id_ = "wuhan_2024_draft/3.3"
    history = [paid(id_, 300, on=date(2023, 6, 1))]
    assert total(paid(id_, 250), history=history) == 200
    facts = {"local_compute_fee": wan(800), "received_to_date": 0, "year_of_support": 2}
    law = wuhan_2024_draft.vertical_model_compute.read_as("each_year")
    award = law.award(
        claim(effective_from=date(2024, 1, 1)), **facts, selected=True, lead_unit=True
    )
    assert total(award, history=history) == 400


def test_listing_award_has_one_cap():
    id_ = "wuhan_2024_draft/10.4"
    assert total(paid(id_, 500), history=[paid(id_, 400, on=date(2023, 1, 1))]) == 400
