"""Writes docs/codes.md from the code: every fault, in English and in Chinese.

Run it with `python tools/codes.py`; a test holds the page to be current.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from aipolicy.errors import Code, Surface
from aipolicy.errors.wording import wording

PAGE = Path(__file__).parent.parent / "docs" / "codes.md"

HEAD = """\
# The codes of faults

What can be wrong, by code; made from the code. A program reads `fault.code`, `fault.path` and
`fault.params`; a person reads `fault.text("en")` or `fault.text("zh")`. A code is never renamed. In
braces stand the params; `{name}` is the last step of the path.

A cure after *in a file*, *in a shell* or *in columns* is said to those who meet the fault there.
Where one name is near to what was written, the cure is to ask whether it was meant:
`did you mean {nearest}?`, 是否应为 {nearest}？

```python
>>> from aipolicy import clause
>>> from aipolicy.errors import AipolicyError, faults
>>> try:
...     clause("harbin_2022/4.11")
... except AipolicyError as error:
...     (one,) = faults(error)
>>> one.code.value, one.path, one.params["nearest"]
('clause.unknown', ('clause',), 'harbin_2022/4.1')
>>> print(one.text("zh"))
clause='harbin_2022/4.11'：未知的条款；是否应为 harbin_2022/4.1？

```
"""

_SURFACES = {Surface.FILE: "in a file", Surface.SHELL: "in a shell", Surface.COLUMNS: "in columns"}


def page() -> str:
    """Return the whole page."""
    groups = groupby(sorted(Code, key=_group), key=_group)
    return "\n".join([HEAD, *(line for name, codes in groups for line in _section(name, codes))])


def _group(code: Code) -> str:
    return code.value.partition(".")[0]


def _section(name: str, codes: Iterator[Code]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield "| code | what is wrong | the cure |"
    yield "| --- | --- | --- |"
    for code in codes:
        english, chinese = (wording(language)[code] for language in ("en", "zh"))
        limits = f"{english['limit']}<br>{chinese['limit']}"
        yield f"| `{code.value}` | {_cell(limits)} | {_cell('<br>'.join(_cures(code)))} |"
    yield ""


def _cures(code: Code) -> Iterator[str]:
    english, chinese = (wording(language)[code] for language in ("en", "zh"))
    yield f"{english['cure']}<br>{chinese['cure']}"
    for surface, where in _SURFACES.items():
        if surface in english:
            yield f"*{where}*: {english[surface]}<br>{chinese[surface]}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*...*", "\\*...\\*")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
