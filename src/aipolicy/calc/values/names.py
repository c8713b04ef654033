r"""Names as people write them: one normal form, by which two spellings are one name.

What people wrote is what is shown, without what cannot be seen; identity is decided on the
normal form (`name_key`). In a file or a frame a name may run over a line end, and a placeholder
such as — states nothing; in a typed call both are refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from aipolicy.errors import Code, UnreadableValue, fault

# Unicode's default ignorable code points, marks of annotation and the blank of braille.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_ODD = re.compile(rf"[\s{_UNSEEN}]")
_LINE_ENDS = "\n\v\f\r\x85\u2028\u2029"
_LINE_END = re.compile(rf"\s*[{_LINE_ENDS}]\s*")
# Control characters that are no blank, signs that turn the direction of text, half characters.
_REFUSED = re.compile(
    r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_DASHES = "-\u2010-\u2015\u2212\u2500\u2e3a\u2e3b"
_DASH = re.compile(f"[{_DASHES}]+")
_PLACEHOLDER = re.compile(f"[{_DASHES}]+|/|无")

FULL_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""ASCII characters by their forms in full width, for `str.translate`."""

NULLS: Final = frozenset({"nan", "none", "null", "~", "<na>", "n/a", "#n/a"})
"""What programs write where a value is missing; no name, however its letters are cased."""

_ALIKE = str.maketrans(
    {**dict.fromkeys("[{〔【〖〈《「『", "("), **dict.fromkeys("]}〕】〗〉》」』", ")"), " ": None}
)


def name_key(text: str) -> str:
    r"""Return the normal form of a name: NFKC, nothing invisible, a run of blanks as one.

    Names with one key are one name.

    >>> name_key("智慧供热（一期）\u3000 "), name_key("A\u200bI  园")
    ('智慧供热(一期)', 'AI 园')
    """
    plain = unicodedata.normalize("NFKC", text)
    if not _ODD.search(plain):
        return plain
    return unicodedata.normalize(
        "NFKC", visible(plain)
    )  # what an invisible sign kept apart may compose


def read_name(text: str) -> str:
    r"""Return a name that a call gives, as it is kept: without what cannot be seen.

    Raises:
        UnreadableValue: it has a line end or another control character, a sign that turns the
            direction of text, or it is empty, a placeholder or the null of a program.

    >>> read_name(" 智慧供热（一期）\n"), read_name("A\u200bI 园")
    ('智慧供热（一期）', 'AI 园')
    """
    name = _kept(text.strip())
    if _LINE_END.search(name):
        raise UnreadableValue(fault(Code.VALUE_CHARACTERS, value=text))
    if not name:
        raise UnreadableValue(fault(Code.VALUE_EMPTY, value=text))
    if _PLACEHOLDER.fullmatch(name_key(name)):
        raise UnreadableValue(fault(Code.NAME_PLACEHOLDER, value=text))
    return name


def written_name(text: str) -> str | None:
    r"""Return a name of a file or a frame, or None where it states nothing.

    A line end in it, with the blanks around it, is one blank.

    Raises:
        UnreadableValue: it has a control character or a sign that turns the direction of text,
            or it is the null of a program.

    >>> written_name("智慧供热\n（一期）\n"), written_name("—"), written_name("\u3000")
    ('智慧供热 （一期）', None, None)
    """
    name = _kept(_LINE_END.sub(" ", text.strip()))
    return None if not name or _PLACEHOLDER.fullmatch(name_key(name)) else name


def visible(text: str) -> str:
    r"""Return a text without invisible signs, each run of blanks as one, none at its ends.

    >>> visible("300\u00a0万\u200b元 ")
    '300 万元'
    """
    return " ".join(_INVISIBLE.sub("", text).split()) if _ODD.search(text) else text


def likeness(text: str) -> str:
    """Return what names have in common that differ only in blanks, case, brackets or dashes.

    >>> likeness("智慧供热〔一期〕— A") == likeness("智慧供热 (一期)–a")
    True
    """
    return _DASH.sub("-", name_key(text).translate(_ALIKE)).casefold()


def _kept(text: str) -> str:
    """Return a name without what cannot be seen.

    Raises:
        UnreadableValue: it has a sign that a name cannot have, or it is the null of a program.
    """
    if _REFUSED.search(text):
        raise UnreadableValue(fault(Code.VALUE_CHARACTERS, value=text))
    name = _INVISIBLE.sub("", text).replace("\t", " ").strip()
    if name_key(name).casefold() in NULLS:
        raise UnreadableValue(fault(Code.NAME_NULL, value=text))
    return str(name)
