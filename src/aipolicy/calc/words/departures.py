"""What departs from the text, and the readings of an open point, in words."""

from collections.abc import Mapping

from aipolicy._words import Language, Words
from aipolicy.calc.words.glossary import named


def reading_in_words(reading: str, labels: Mapping[str, Words], language: Language) -> str:
    """Return a reading by its label, with the name that selects it in brackets.

    >>> labels = {"each_year": Words("每年分别封顶", "one cap for each year")}
    >>> reading_in_words("each_year", labels, "zh"), reading_in_words("each_year", labels, "en")
    ('每年分别封顶（each_year）', 'one cap for each year (each_year)')
    >>> reading_in_words("my_own", {}, "zh")
    'my_own'
    """
    if reading not in labels:
        return reading
    label = labels[reading].text(language)
    return f"{label}（{reading}）" if language == "zh" else f"{label} ({reading})"


def departure_in_words(departure: str, labels: Mapping[str, Words], language: Language) -> str:
    """Return a departure of an award, `name=value`, in words.

    >>> departure_in_words("cap=3000000.00", {}, "zh")
    '与原文不同：上限（cap）= 3000000.00'
    >>> departure_in_words("reading=each_year", {"each_year": Words("每年", "each year")}, "zh")
    '与默认理解方式不同：每年（each_year）'
    >>> departure_in_words("sum_is=up_to", {"up_to": Words("至多", "at most")}, "en")
    'departs from the text or its default reading: at most (up_to)'
    """
    name, _, value = departure.partition("=")
    chosen = value.isidentifier()  # a figure never is
    if language == "en":
        told = reading_in_words(value, labels, language) if chosen else departure
        return f"departs from the text or its default reading: {told}"
    if chosen:
        words = named("reading", language, "terms")
        return f"与默认{words}不同：{reading_in_words(value, labels, language)}"
    return f"与原文不同：{named(name, language, 'figures')}（{name}）= {value.replace(', ', '；')}"
