"""What a rule groups rows by: claimant, project, year and the like, as group ids."""

from __future__ import annotations

import numpy as np

from aipolicy.calc.documents.rule import By
from aipolicy.frames.stacking.groups.group_ids import GroupIds, compact, paired
from aipolicy.frames.stacking.rows.encoded_text import NONE, EncodedText
from aipolicy.frames.stacking.rows.portfolio import Portfolio


def group_ids(portfolio: Portfolio, group_by: tuple[By, ...]) -> GroupIds:
    """Return the group of each row: none where a row does not name what is asked for."""
    first, *more = (_ids(portfolio, by) for by in group_by)
    for other in more:
        first = paired(first, other)
    return first


def _ids(portfolio: Portfolio, by: By) -> GroupIds:
    """Return an id for what each row names; rows without a claimant are one claimant's."""
    if by is By.YEAR:
        return _by_year(portfolio)
    if by is By.CLAIMANT:
        if "claimant" not in portfolio.texts:
            return GroupIds(np.zeros(portfolio.rows, np.int64), 1)
        named = _by_text(portfolio.texts["claimant"])
        # Claimants are named on every row or on none.
        return GroupIds(np.maximum(named.ids, 0), max(named.size, 1))
    if by is By.ITEM:
        return _by_item(portfolio)
    if by.value in portfolio.texts:
        return _by_text(portfolio.texts[by.value])
    return GroupIds(np.full(portfolio.rows, NONE, np.int64), 1)


def _by_text(texts: EncodedText) -> GroupIds:
    return GroupIds(texts.codes, len(texts.values))


def _by_item(portfolio: Portfolio) -> GroupIds:
    """Return an id for the contract, or for the claimant and the subject where none is named."""
    contract = _ids(portfolio, By.CONTRACT)
    other = paired(_ids(portfolio, By.CLAIMANT), _ids(portfolio, By.SUBJECT))
    unnamed = (contract.ids < 0) & (other.ids >= 0)
    ids = np.where(unnamed, contract.size + other.ids, contract.ids)
    return GroupIds(ids, contract.size + other.size)


def _by_year(portfolio: Portfolio) -> GroupIds:
    """Return an id for the year that a claim states, or else of its day."""
    years = portfolio.calendar_years
    years = years - years.min()
    return GroupIds(*compact(years, int(years.max()) + 1))
