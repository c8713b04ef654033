"""Whether the open points of a document's functions and those of its data are the same.

A point that changes a sum stands twice: as a keyword of a function typed `Literal`, and in the
TOML file, whose `keyword_readings` name its readings. Neither says everything without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aipolicy.calc.documents.open_point import OpenPoint
from aipolicy.calc.documents.provision import Provision
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import Shown


def point_faults(
    provisions: Iterable[Provision], points: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Fault]:
    """Yield the points that only a function has, or only the data.

    Several open points of the data may share one keyword: each names some of its readings, the
    default first, and together they name all.

    Args:
        provisions: the provisions of the document.
        points: the readings of each open point of each function, by the clause's id and the
            keyword, the default first.

    >>> list(point_faults((), {"bay/1.1": {"sum_is": ("fixed", "up_to")}}))
    []
    """
    for provision in provisions:
        if provision.id in points:
            yield from _faults_of(provision, points[provision.id])


def _faults_of(provision: Provision, points: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    recorded: set[str] = set()
    for place, point in enumerate(provision.open_points):
        names = point.keyword_readings
        if not names:
            continue
        if _keyword_of(point, points) is None:
            where = (provision.id, "open_points", place, "keyword_readings")
            known = "; ".join(f"{keyword}={_listed(own)}" for keyword, own in points.items())
            written = {"value": list(names), "names": Shown(known or "none")}
            yield fault(Code.DOCUMENT_POINT_UNKNOWN, *where, **written)
        recorded |= set(names)
    for keyword, names in points.items():
        if not recorded >= set(names):
            written = {"keyword": keyword, "names": Shown(_listed(names))}
            yield fault(Code.DOCUMENT_POINT_MISSING, provision.id, keyword, **written)


def _keyword_of(point: OpenPoint, points: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the keyword whose readings an open point names, its default first."""
    default, *others = point.keyword_readings
    for keyword, names in points.items():
        if default == names[0] and set(others) <= set(names[1:]):
            return keyword
    return None


def _listed(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
