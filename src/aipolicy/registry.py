"""Finds every policy and clause, by id, at first use; a policy also by what people call it.

Policies are the modules of `aipolicy.rules` and whatever other packages name under the entry
point group `aipolicy.policies`; each such module has a `POLICY`.
"""

from __future__ import annotations

import pkgutil
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from aipolicy import rules
from aipolicy._words import Words
from aipolicy.calc.clause import AnyClause, Clause
from aipolicy.calc.policy import Policy
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, InvalidDocument, UnknownClause, UnknownPolicy, fault
from aipolicy.errors.nearest import did_you_mean

ENTRY_POINTS = "aipolicy.policies"
"""The entry point group under which other packages name their policies."""


def policies() -> tuple[Policy, ...]:
    """Return every policy, in the order of its id.

    Raises:
        InvalidDocument: a module named by an entry point has no `POLICY`, or one with the id of
            another; so for every function here.
        ImportError: such a module cannot be imported.

    >>> "harbin_2022" in [policy.id for policy in policies()]
    True
    """
    return tuple(_found().values())


def policy(id_: str) -> Policy:
    """Return the policy of an id, of a document's number or of its title.

    The number and the title may be in any width, with any kind of brackets and with blanks; the
    title with or without 《》. Documents are read for them only where there is no such id.

    Raises:
        UnknownPolicy: there is none, or several documents are called so; the message names the
            nearest, or those that are.

    >>> policy("harbin_2022").region
    '哈尔滨市'
    >>> policy("哈政规〔2022〕22号").id, policy("《廊坊市促进人工智能产业发展十三条措施》").id
    ('harbin_2022', 'langfang_2023')
    """
    found = _found()
    if not isinstance(id_, str):
        raise UnknownPolicy(fault(Code.VALUE_TEXT, "policy", value=id_, type=type(id_).__name__))
    if id_ not in found:
        return _called(id_, found)
    return found[id_]


def clauses() -> tuple[AnyClause, ...]:
    """Return every clause, document by document, in the order of each document.

    >>> len([clause for clause in clauses() if clause.policy == "harbin_2022"])
    9
    """
    return tuple(clause for found in policies() for clause in found.clauses.values())


def clause(id_: str | AnyClause) -> AnyClause:
    """Return the clause of an id; a clause itself is returned as it is.

    Raises:
        UnknownClause: there is none; the message names the nearest, or says that the provision is
            not computable.

    >>> clause("harbin_2022/4.1").name
    'application_scenario'
    """
    if isinstance(id_, Clause):
        return id_
    if not isinstance(id_, str):
        raise UnknownClause(fault(Code.CLAUSE_TYPE, "clause", value=id_, type=type(id_).__name__))
    found = _found().get(id_.partition("/")[0])
    if found is not None and id_ in found.clauses:
        return found.clauses[id_]
    if found is not None and any(id_ == provision.id for provision in found.provisions):
        kind = found.provision(id_).kind
        words = Words(named(kind, "zh", "terms"), kind)
        raise UnknownClause(fault(Code.CLAUSE_NOT_COMPUTABLE, "clause", value=id_, kind=words))
    ids = tuple(known.id for known in clauses())
    raise UnknownClause(fault(Code.CLAUSE_UNKNOWN, "clause", value=id_, known=ids))


@cache
def _found() -> Mapping[str, Policy]:
    """Return the policies by id; read once, for they do not change while a program runs."""
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow, and not always needed)

    names = [f"{rules.__name__}.{module.name}" for module in pkgutil.iter_modules(rules.__path__)]
    names += [entry.module for entry in entry_points(group=ENTRY_POINTS)]
    found: dict[str, Policy] = {}
    for name in names:
        one = getattr(import_module(name), "POLICY", None)
        if not isinstance(one, Policy):
            raise InvalidDocument(name, [fault(Code.DOCUMENT_NO_POLICY, "POLICY")])
        if one.id in found:
            raise InvalidDocument(name, [fault(Code.DOCUMENT_SAME_ID, "id", value=one.id)])
        found[one.id] = one
    return MappingProxyType(dict(sorted(found.items())))


def _called(name: str, found: Mapping[str, Policy]) -> Policy:
    """Return the one policy whose document has this number or title."""
    ids: dict[str, set[str]] = {}
    for one in found.values():
        for written in _names(one):
            ids.setdefault(_plain(written), set()).add(one.id)
    plain = _plain(name)
    match sorted(ids.get(plain, ())) if plain else []:
        case [only]:
            return found[only]
        case []:
            known = tuple(found)
        case several:
            known = tuple(several)
    unknown = fault(Code.POLICY_UNKNOWN, "policy", value=name, known=known)
    near = None if plain in ids else did_you_mean(plain, ids)
    if near and "nearest" not in unknown.params:
        unknown = unknown.stating(nearest=min(ids[near]))
    raise UnknownPolicy(unknown)


def _names(policy: Policy) -> Iterator[str]:
    """Yield the title and the number of a document; one that cannot be read has neither."""
    try:
        document = policy.document
    except (InvalidDocument, OSError):
        return
    yield document.title
    if document.number:
        yield document.number


def _plain(name: str) -> str:
    """Return a title or a number without what people write in different ways.

    >>> _plain("《若干 政策》"), _plain("哈政规［２０２２］第22号") == _plain("哈政规〔2022〕22号")
    ('若干政策', True)
    """
    seen = unicodedata.normalize("NFKC", name).translate(_ALIKE)
    kept = (char for char in seen if unicodedata.category(char) not in _INVISIBLE)
    return "".join(kept).casefold().replace(")第", ")")


_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_ALIKE: dict[int, str] = {
    **dict.fromkeys(map(ord, "〔[【〖{"), "("),
    **dict.fromkeys(map(ord, "〕]】〗}"), ")"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−~"), "-"),
    **dict.fromkeys(map(ord, "《》〈〉«»<>“”‘’「」『』\"'"), ""),
}
