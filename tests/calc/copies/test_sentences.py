"""Sentences as a copy writes them."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.copies.sentences import sentences_of
from aipolicy.calc.documents.passage import Passage
from tests.invented.orchards import TEXT, orchards

DOCUMENT = orchards().document
PASSAGES = [one for provision in DOCUMENT.provisions for one in provision.passages]
FULL_WIDTH = str.maketrans({"%": "％", ",": "，", "1": "１", ":": "："})


@given(st.data())
def test_signs_of_the_copy_are_kept(data):
    """White space, line ends, invisible signs and widths: each sentence has the words' hash."""
    between = data.draw(
        st.lists(st.sampled_from(["", "", "", " ", "\n", "\r\n", "\u3000", "\u200b"]), max_size=400)
    )
    signs = TEXT.translate(FULL_WIDTH) if data.draw(st.booleans()) else TEXT
    filled = [*between, *[""] * len(signs)]
    copy = "".join(sign + more for sign, more in zip(signs, filled, strict=False))
    found = sentences_of(DOCUMENT, PASSAGES, copy)
    for passage in PASSAGES:
        assert sha256(normal_form(found[passage]).encode()).hexdigest() == passage.sha256
        assert found[passage].isprintable() or "\u3000" in found[passage]


@pytest.mark.parametrize(
    ("body", "words", "written"),
    [
        ("第㎡二百m²。", "二百m2", "二百m²"),
        ("甲e\u0301乙。", "甲\u00e9", "甲e\u0301"),
        ("甲“乙”丙。", '"乙"', "“乙”"),
        ("甲 AI\nb 乙。", "AIb", "AIb"),
        ("甲 A I 乙。", "AI", "A I"),
    ],
)
def test_a_character_is_not_cut(body, words, written):
    """One that becomes several, or several that become one, stay whole."""
    passage = Passage(start=0, end=len(words), sha256=sha256(words.encode()).hexdigest())
    document = DOCUMENT.model_copy(update={"body": DOCUMENT.body})
    assert sentences_of(document, [passage], body)[passage] == written


def test_the_second_body_is_read_where_needed():
    changed = TEXT.replace("30%", "40%", 1)
    found = sentences_of(DOCUMENT, PASSAGES, f"{changed}\n\n{TEXT}")
    assert set(found) == set(PASSAGES)
    assert "30%" in found[PASSAGES[0]]
