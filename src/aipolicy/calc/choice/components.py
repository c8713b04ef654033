"""What depends on what: numbers that share a group, directly or through others."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def connected(groups: Iterable[Collection[int]]) -> list[list[int]]:
    """Return the numbers in the groups, those together that groups join, each in order.

    The components are in the order of their first numbers.

    >>> connected([{5, 1}, {2}, {5, 3}])
    [[1, 3, 5], [2]]
    """
    lead: dict[int, int] = {}
    for group in groups:
        first = -1
        for number in group:
            top = lead.setdefault(number, number)
            while lead[top] != top:
                # Halving the path as it is walked keeps the walks short.
                lead[top] = top = lead[lead[top]]
            if first < 0:
                first = top
            else:
                lead[top] = first
    found: dict[int, list[int]] = {}
    for number in sorted(lead):
        top = number
        while lead[top] != top:
            top = lead[top]
        lead[number] = top
        found.setdefault(top, []).append(number)
    return list(found.values())
