"""Finds every policy and clause, by id, at first use.

Policies are the modules of `aipolicy.rules` and whatever other packages name under the entry
point group `aipolicy.policies`; each such module has a `POLICY`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from aipolicy import rules
from aipolicy._words import Words
from aipolicy.calc.clause import AnyClause, Clause
from aipolicy.calc.policy import Policy
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, InvalidDocument, UnknownClause, UnknownPolicy, fault

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
    """Return the policy of an id.

    Raises:
        UnknownPolicy: there is none; the message names the nearest.

    >>> policy("harbin_2022").region
    '哈尔滨市'
    """
    found = _found()
    if not isinstance(id_, str):
        raise UnknownPolicy(fault(Code.VALUE_TEXT, "policy", value=id_, type=type(id_).__name__))
    if id_ not in found:
        raise UnknownPolicy(fault(Code.POLICY_UNKNOWN, "policy", value=id_, known=tuple(found)))
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
