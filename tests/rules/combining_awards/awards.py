"""Awards claimed together, their total, and why it is not more."""

from datetime import date

from aipolicy import Award, Claim, stack, wan


def claim(subject="P", *, on=date(2024, 6, 1), claimant="甲", **more):
    return Claim(on=on, claimant=claimant, subject=subject, **more)


def paid(id_, sum_, subject="P", **more):
    return Award.recorded(id_, wan(sum_), claim(subject, **more))


def other(sum_, level="province", subject="P", *, name="另一政策", same_kind=True, **more):
    return Award.external(name, wan(sum_), claim(subject, **more), level=level, same_kind=same_kind)


def total(*awards, history=(), reading=None):
    readings = {} if reading is None else {awards[0].policy: reading}
    resolution = stack(awards, history=history, readings=readings)
    assert resolution.total == sum(sum_ for _, sum_ in resolution.granted)
    return resolution.total / wan(1)


def reasons(resolution):
    return [
        (one.award.clause, [by.clause for by in one.by], one.rule, one.article)
        for one in resolution.displaced
    ]
