"""Awards to be stacked: sums recorded under a clause, and a ceiling."""

from datetime import date

from aipolicy import Award, Claim
from aipolicy.rules import harbin_2022

ON = date(2024, 6, 1)


def paid(id_, sum_, subject="P", *, on=ON, claimant="甲", **more):
    claim = Claim(on=on, claimant=claimant, subject=subject, **more)
    return Award.recorded(id_, sum_, claim)


def ceiling(subject="P", determined=None):
    claim = Claim(
        on=date(2023, 6, 1), claimant="甲", subject=subject, determined=determined
    )  # fmt: skip
    return harbin_2022.key_technology_project.award(claim, review_passed=True)
