"""Whether a fault in Chinese has English words apart from names and code."""

import re

from aipolicy.errors import Fault

# Code that cures quote: calls, attributes, settings, mappings, and what types are called.
_CODE = re.compile(
    r"""
      \b(?:aipolicy\ clauses(?:\ --all)?)       # commands
    | [A-Za-z_.]*\([^()]*(?:\([^()]*\)[^()]*)*\)  # calls, such as Claim(bases={"a": ...})
    | \{[^{}]*\}                                # mappings
    | "[a-z_]+" | '[^']*'                        # values as Python writes them
    | \b[a-z_]+=(?:\{[^{}]*\}|"[a-z]+"|\.\.\.)?  # settings, such as unit="yuan"
    | \baipolicy\.stack\b
    """,
    re.VERBOSE,
)
_TYPES = re.compile(
    r"\b(?:Award|Claim|Decimal|True|False|NoneType|None|int|str|nan|Clause|LazyFrame|pandas|Polars"
    r"|PyArrow|DuckDB|PySpark|Dask|Categorical|Enum|amount|most)\b"
)


def english(fault: Fault) -> list[str]:
    """Return the English words of the Chinese text that are no names, values or code."""
    text = fault.text("zh")
    assert re.search("[\u4e00-\u9fff]", text), text
    text = text.partition("：")[2] or text  # before it: the address and the value given
    text = _CODE.sub("", text)
    for name in sorted(_names(fault), key=len, reverse=True):
        text = text.replace(name, "")
    return re.findall("[A-Za-z]{2,}", _TYPES.sub("", text))


def _names(fault: Fault) -> set[str]:
    """Return the identifiers that a fault holds: what is known, meant, or met elsewhere."""
    names = {str(step) for step in fault.path if isinstance(step, str)}
    for name in ("known", "nearest", "other", "policy", "rule", "base", "column"):
        found = fault.params.get(name, ())
        names |= {found} if isinstance(found, str) else set(map(str, found))
    return names - {""}
