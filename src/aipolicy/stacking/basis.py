"""The legal basis of an award: the document and the clause under which it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.policy import Policy
from aipolicy.errors import Fault, UnknownClause, UnknownPolicy
from aipolicy.registry import policy

ProvisionId: TypeAlias = tuple[str | None, str]
"""The document's id, None outside the library, and the clause's id or the policy's name."""


class LegalBasis(NamedTuple):
    """Where an award comes from; all is None for a policy outside the library.

    A provision without a computable amount has no clause, and may have been paid on all the same.
    """

    policy: Policy | None = None
    clause: AnyClause | None = None
    instrument: str | None = None


def legal_bases(
    ids: Iterable[ProvisionId],
) -> tuple[Mapping[ProvisionId, LegalBasis], Mapping[ProvisionId, Fault]]:
    """Return the legal basis of each provision, and a fault for each that the library lacks.

    >>> found, unknown = legal_bases([("langfang_2023", "langfang_2023/1.1"), (None, "省策")])
    >>> [basis.clause and basis.clause.number for basis in found.values()], unknown
    (['1.1', None], {})
    """
    found: dict[ProvisionId, LegalBasis] = {}
    unknown: dict[ProvisionId, Fault] = {}
    for id_ in dict.fromkeys(ids):
        try:
            found[id_] = _legal_basis(*id_)
        except (UnknownClause, UnknownPolicy) as error:
            unknown[id_] = error.fault
    return found, unknown


def _legal_basis(policy_id: str | None, clause_id: str) -> LegalBasis:
    """Return the legal basis of an award by the ids that it holds.

    Raises:
        UnknownPolicy: the library has no such policy.
        UnknownClause: the policy has no such provision.
    """
    if policy_id is None:
        return LegalBasis()
    document = policy(policy_id)
    instrument = document.provision(clause_id).instrument
    return LegalBasis(document, document.clauses.get(clause_id), instrument)
