"""Passages found by their hashes in a body that changed."""

from hashlib import sha256

import pytest

from aipolicy.calc.copies.location import Finding, Place, find, untaken
from aipolicy.calc.documents.passage import Passage

SENTENCES = ["甲甲甲甲", "乙乙乙乙乙", "丙丙丙", "丁丁丁丁"]
OLD = "。".join([*SENTENCES, "甲甲甲甲"]) + "。"


def _hash(words):
    return sha256(words.encode()).hexdigest()


def _passages():
    start = 0
    for sentence in [*SENTENCES, "甲甲甲甲"]:
        words = Passage(start=start, end=start + len(sentence), sha256=_hash(sentence))
        yield words
        start = words.end + 1


PASSAGES = tuple(_passages())
FIRST, SECOND, THIRD, FOURTH, AGAIN = PASSAGES


def states(body):
    return [
        "there" if found.place else "changed" if found.instead else "missing"
        for found in find(PASSAGES, body).values()
    ]


def test_finds_words_at_their_place():
    found = find(PASSAGES, OLD)
    assert [finding.place.start for finding in found.values()] == [p.start for p in PASSAGES]


def test_insertion_leaves_words_unchanged():
    found = find(PASSAGES, "新新新。" + OLD)
    assert [finding.place.start for finding in found.values()] == [p.start + 4 for p in PASSAGES]


def test_swapped_words_are_unchanged():
    assert states("丙丙丙。丁丁丁丁。甲甲甲甲。乙乙乙乙乙。甲甲甲甲。") == ["there"] * 5


def test_replaced_words_are_changed():
    found = find(PASSAGES, OLD.replace("丙丙丙", "丙丁丙"))[THIRD]
    assert found == Finding(None, Place(11, 14))


def test_removed_words_are_missing():
    assert find(PASSAGES, OLD.replace("丙丙丙。", ""))[THIRD] == Finding(None, None)


def test_new_words_are_assigned_in_order():
    """They are assigned as far as they reach."""
    assert states("甲甲甲甲。戊戊。甲甲甲甲。") == [
        "there",
        "changed",
        "missing",
        "missing",
        "there",
    ]
    body = "甲甲甲甲。戊戊戊戊戊戊戊。甲甲甲甲。"
    assert states(body) == ["there", "changed", "changed", "missing", "there"]


def test_words_at_both_ends_are_changed():
    """Words before the first and behind the last that are found count as changed."""
    assert states("戊戊戊戊。" + OLD[5:]) == ["changed", "there", "there", "there", "there"]
    assert states(OLD[:-5] + "戊戊。") == ["there", "there", "there", "there", "changed"]


def test_unrelated_text_misses_everything():
    assert states("戊" * 40) == ["missing"] * 5


@pytest.mark.parametrize("which", [0, 20])
def test_repeated_words_need_two_places(which):
    body = OLD[:which] + "甲甲戊甲" + OLD[which + 4 :]
    assert states(body).count("changed") == 1
    assert states(body)[0 if which == 0 else 4] == "changed"


def test_moved_repeated_words_are_found():
    assert states("乙乙乙乙乙。丙丙丙。丁丁丁丁。甲甲甲甲。甲甲甲甲。") == ["there"] * 5


def test_search_ends_at_the_next_known_words():
    """A neighbour of the words has moved."""
    body = "丁丁丁丁。甲甲甲甲。乙乙乙乙乙。戊戊戊。甲甲甲甲。"
    assert find(PASSAGES, body)[THIRD].instead == Place(16, 19)
    body = "丁丁丁丁。乙乙乙乙乙。戊戊戊。"
    assert find([SECOND, THIRD, FOURTH], body)[THIRD].instead == Place(11, 14)


def test_equal_words_never_share_a_place():
    body = "甲甲甲甲。乙乙乙乙乙。丙丙丙。丁丁丁丁。"
    assert states(body) == ["there", "there", "there", "there", "missing"]
    old = "甲。乙乙。丁丁。丙丙。丁丁"
    passages = [
        Passage(start=start, end=end, sha256=_hash(old[start:end]))
        for start, end in [(0, 1), (2, 4), (5, 7), (8, 10), (11, 13)]
    ]
    found = find(passages, "甲。丙丙。丁丁")
    assert [found[words].place is not None for words in passages] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_lone_surrogate_is_harmless():
    assert find([SECOND], "\ud800。乙乙乙乙乙")[SECOND].place == Place(2, 7)


def test_nearest_place_is_chosen():
    assert find([FIRST], "甲甲甲甲。乙。甲甲甲甲。")[FIRST].place == Place(0, 4)
    assert find([SECOND], "乙乙乙乙乙。丙。丁丁。乙乙乙乙乙。")[SECOND].place == Place(0, 5)
    assert find([AGAIN], "甲甲甲甲。丙。丁丁丁丁丁。甲甲甲甲。")[AGAIN].place == Place(13, 17)


def test_unclaimed_words_lose_punctuation():
    """Words outside all places are given without the punctuation around them."""
    places = [Place(2, 4), Place(9, 11)]
    assert list(untaken(places, "甲。乙乙,丙丙丙;丁丁。", 0, 12)) == [Place(0, 1), Place(5, 8)]
    assert list(untaken([], "。;", 0, 2)) == []
