"""A passage of a document."""

import pytest
from pydantic import ValidationError

from aipolicy.calc.documents.passage import Passage

HASH = "0123456789abcdef" * 4


def test_a_passage_is_as_long_as_its_words():
    assert Passage(start=3, end=4, sha256=HASH).length == 1


@pytest.mark.parametrize(
    ("start", "end", "sha256"),
    [(-1, 4, HASH), (4, 4, HASH), (4, 3, HASH), (0, 4, HASH[1:]), (0, 4, HASH.upper())],
)
def test_refuses_empty_or_unhashed_passages(start, end, sha256):
    with pytest.raises(ValidationError):
        Passage(start=start, end=end, sha256=sha256)


def test_a_passage_cannot_be_changed():
    with pytest.raises(ValidationError):
        Passage(start=3, end=4, sha256=HASH).end = 5
