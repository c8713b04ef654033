"""The words by which a clause says what it gives, to whom, how often, and who pays it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from aipolicy.calc.documents.over_years import OverYears
from aipolicy.calc.values.frozen import ReadOnly, Unchanging
from aipolicy.calc.values.money import fen_of, yuan_of
from aipolicy.calc.values.rounding import Rounding
from aipolicy.errors import Code, InvalidFigures, fault
from aipolicy.errors.fault import Shown


class Grants(StrEnum):
    """What the words fix: the sum, only its ceiling, or a range."""

    AMOUNT = "amount"
    CEILING = "ceiling"
    RANGE = "range"


class Per(StrEnum):
    """The beneficiary unit to which a sum or a cap belongs (`unit` is 单位, any legal person)."""

    PROJECT = "project"
    PLATFORM = "platform"
    ENTERPRISE = "enterprise"
    UNIT = "unit"
    EVENT = "event"
    PARK = "park"
    PRODUCT = "product"
    CONTRACT = "contract"
    TALENT = "talent"


class HowOften(StrEnum):
    """How often a clause pays."""

    ONCE = "once"
    YEARLY = "yearly"
    PER_EVENT = "per_event"
    PER_TIER = "per_tier"
    CUMULATIVE = "cumulative"
    """Whenever it is claimed, up to one cap of the unit over all claims."""
    PER_CLAIM = "per_claim"
    """Whenever it is claimed, each claim by itself."""


class Instrument(StrEnum):
    """In what form a provision gives."""

    CASH = "cash"
    VOUCHER = "voucher"
    RENT = "rent"
    EQUITY = "equity"
    """Money for research that may turn into a share of the company (先研后股)."""
    TAX = "tax"
    IN_KIND = "in_kind"
    NONE = "none"


class Level(StrEnum):
    """The level of government that issued a policy."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


class Origin(StrEnum):
    """Where an award comes from."""

    COMPUTED = "computed"
    RECORDED = "recorded"
    EXTERNAL = "external"


class Applicant(StrEnum):
    """What kind of person claims."""

    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    INDIVIDUAL = "individual"


AMOUNT, CEILING, RANGE = Grants.AMOUNT, Grants.CEILING, Grants.RANGE
PROJECT, PLATFORM, ENTERPRISE = Per.PROJECT, Per.PLATFORM, Per.ENTERPRISE
UNIT, EVENT, PARK = Per.UNIT, Per.EVENT, Per.PARK
PRODUCT, CONTRACT, TALENT = Per.PRODUCT, Per.CONTRACT, Per.TALENT
ONCE, YEARLY = HowOften.ONCE, HowOften.YEARLY
PER_EVENT, PER_TIER = HowOften.PER_EVENT, HowOften.PER_TIER
CUMULATIVE, PER_CLAIM = HowOften.CUMULATIVE, HowOften.PER_CLAIM
NATION, PROVINCE, CITY, DISTRICT = Level.NATION, Level.PROVINCE, Level.CITY, Level.DISTRICT


class Split(Unchanging):
    """Who pays a sum: each named payer a share that is a figure, one payer the rest.

    A share is rounded half up to the fen, where that much is left; the rest makes up the whole.

    >>> half = Split(city="city_share", rest="district")
    >>> dict(half.of(Decimal("0.01"), {"city_share": Decimal("0.5")}))
    {'city': Decimal('0.01'), 'district': Decimal('0.00')}
    """

    def __init__(self, *, rest: str, **shares: str) -> None:
        self.rest = rest
        self.shares: Mapping[str, str] = ReadOnly(shares)
        self._complete()

    def of(self, sum_: Decimal, figures: Mapping[str, object]) -> Mapping[str, Decimal]:
        """Return what each payer pays of a sum in yuan; the shares add up to it.

        Raises:
            InvalidFigures: the shares add up to more than the whole.
        """
        shares = {bearer: Fraction(str(figures[name])) for bearer, name in self.shares.items()}
        if sum(shares.values()) > 1:
            given = Shown(", ".join(self.shares.values()))
            raise InvalidFigures("funding", [fault(Code.FIGURE_SHARES, "shares", value=given)])
        shared: dict[str, int] = {}
        left = whole = fen_of(sum_)
        for bearer, share in shares.items():
            rounded = Rounding.HALF_UP.whole(whole * share.numerator, share.denominator)
            shared[bearer] = min(rounded, left)  # two halves of one fen are not two fen
            left -= shared[bearer]
        shared[self.rest] = left
        return ReadOnly({bearer: yuan_of(fen) for bearer, fen in shared.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the words of a clause say beside its arithmetic.

    Attributes:
        grants: what the words fix.
        per: the beneficiary unit to which the sum or the cap belongs.
        how_often: how often it pays.
        falls_with: the sums with which the award falls; with all others it rises.
        jumps_with: the facts at whose thresholds the award jumps.
        soft_cap: whether the cap holds only in principle.
        funding: who pays the sum, where the words divide it.
        ceiling_as: the reading under which the words fix only a ceiling, where `grants` is AMOUNT.
        over_years: what the words say of money over years: years of support, firsts, bases.

    >>> Terms(grants=AMOUNT, per=PROJECT, how_often=ONCE).soft_cap
    False
    """

    grants: Grants
    per: Per
    how_often: HowOften
    falls_with: tuple[str, ...] = ()
    jumps_with: tuple[str, ...] = ()
    soft_cap: bool = False
    funding: Split | None = None
    ceiling_as: str | None = None
    over_years: tuple[OverYears, ...] = ()
