from aipolicy._words import Words
from aipolicy.calc.words.departures import departure_in_words, reading_in_words

LABELS = {"each_year": Words("每年分别封顶", "one cap for each year")}


def test_unlabelled_reading_keeps_its_name():
    for language in ("zh", "en"):
        assert reading_in_words("my_own", LABELS, language) == "my_own"


def test_departure_names_figure_in_chinese():
    """The identifier follows in brackets."""
    assert departure_in_words("cap=5", LABELS, "zh") == "与原文不同：上限（cap）= 5"
    assert departure_in_words("reading=each_year", LABELS, "zh") == (
        "与默认理解方式不同：每年分别封顶（each_year）"
    )
    assert departure_in_words("tiers=1 → 2, 3 → 4", LABELS, "zh") == (
        "与原文不同：档次（tiers）= 1 → 2；3 → 4"
    )
    assert departure_in_words("cap=5", LABELS, "en") == (
        "departs from the text or its default reading: cap=5"
    )
    assert departure_in_words("reading=each_year", LABELS, "en") == (
        "departs from the text or its default reading: one cap for each year (each_year)"
    )
