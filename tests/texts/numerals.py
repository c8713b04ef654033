"""The numerals of a text, and how a test changes one."""

from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.copies.normal_form import normal_form

NUMERALS = "0123456789零一二两三四五六七八九十百千万亿"


def places(policy, text):
    """Return the text in normal form and the offsets of every numeral in its bodies."""
    plain = normal_form(text)
    found, at = [], 0
    for body in bodies_of(text, policy.document.body).texts:
        at = plain.index(body, at)
        found += [at + i for i, char in enumerate(body) if char in NUMERALS]
        at += len(body)
    return plain, found


def other(char):
    """Return a numeral that is not this one."""
    return str((int(char) + 1) % 10) if char.isascii() else "二" if char != "二" else "三"
