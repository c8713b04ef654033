"""A calculation: a plain function of the law in its many forms.

Its signature says which facts it asks and which figures the law prints; run symbolically it
becomes the decision table, and compiled the arithmetic that answers a call.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property, update_wrapper
from typing import Generic, ParamSpec, Protocol, Self, TypeAlias, TypeVar, cast

from pydantic import BaseModel, ValidationError

from aipolicy._words import Words
from aipolicy.calc.calculations.definition import require_definition, require_single_yuan
from aipolicy.calc.calculations.faults import argument_fault, fact_faults, figure_faults
from aipolicy.calc.calculations.signature import Points, Signature, read_signature
from aipolicy.calc.documents.over_years import over_years_faults
from aipolicy.calc.documents.terms import Grants, Terms
from aipolicy.calc.symbolic.compiled import Arithmetic, compile_tree
from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.partial.outlook import PartialTable
from aipolicy.calc.symbolic.table import DecisionTable
from aipolicy.calc.symbolic.tree import Tree
from aipolicy.calc.values.figures import FigureValue, written_figure
from aipolicy.calc.values.frozen import ReadOnly, Unchanging
from aipolicy.calc.values.money import checked_sum
from aipolicy.calc.values.quantity import FactValue, Quantity
from aipolicy.calc.values.range import Range
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, InvalidClause, InvalidFacts, InvalidFigures, fault
from aipolicy.errors.fault import Shown

P = ParamSpec("P")
R_co = TypeVar("R_co", bound=Decimal | Range, covariant=True)


_A_RANGE, _ONE_SUM = Words("区间", "a range"), Words("单一金额", "one sum")


class Law(Protocol[P, R_co]):
    """A clause's plain function."""

    __name__: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Return what the clause gives, in yuan."""
        ...


class Calculation(Unchanging, ABC, Generic[P, R_co]):
    """What a clause computes: from the facts to the sum, the ceiling or the range in yuan.

    Attributes:
        id: the clause's id.
        law: the plain function itself.
        name: the function's name.
        terms: what the words say beside the arithmetic; each is also an attribute here.
        chosen: the reading in use of each open point, by its keyword.

    Raises:
        InvalidClause: the function cannot be read as a clause.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.application_scenario.figures["cap"]
    Decimal('5000000.00')
    """

    __name__: str
    _instead = Words(
        "请用 with_figures(...) 或 read_as(...) 取得修改后的副本",
        "with_figures(...) and read_as(...) return a changed copy",
    )

    def __init__(
        self,
        id: str,  # noqa: A002  (the name of the attribute is fixed)
        law: Law[P, R_co],
        terms: Terms,
        *,
        chosen: Mapping[str, str] | None = None,
        figures: Mapping[str, FigureValue] | None = None,
    ) -> None:
        self.id = id
        self.law = law
        self.name = law.__name__
        self.terms = terms
        self.per, self.how_often = terms.per, terms.how_often
        self.falls_with, self.jumps_with = terms.falls_with, terms.jumps_with
        self.soft_cap, self.funding = terms.soft_cap, terms.funding
        self._signature: Signature = read_signature(id, law)
        require_definition(id, self._signature, terms)
        self.chosen: Mapping[str, str] = ReadOnly({**self._signature.defaults, **(chosen or {})})
        self._require_ceiling_as()
        self._require_over_years()
        is_ceiling = terms.ceiling_as in self.chosen.values()
        self.grants = Grants.CEILING if is_ceiling else terms.grants
        self._changed: Mapping[str, FigureValue] = dict(figures or {})
        update_wrapper(cast("Callable[..., object]", self), law)
        self._complete()

    def __repr__(self) -> str:
        return f"<clause {self.id} {self.name}{''.join(f' {d}' for d in self.departures)}>"

    @property
    def facts(self) -> Mapping[str, Quantity]:
        """What the applicant declares: each fact's quantity by name, in order.

        >>> from aipolicy.rules import harbin_2022
        >>> {name: fact.unit for name, fact in harbin_2022.platform_operation.facts.items()}
        {'service_income': 'yuan', 'serves_local_clients': 'yes or no'}
        """
        return self._signature.facts

    @cached_property
    def figures(self) -> Mapping[str, FigureValue]:
        """The figures in use, by name, in order: as printed unless `with_figures` changed them."""
        return ReadOnly({**self._signature.figures, **self._changed})

    @property
    def points(self) -> Points:
        """The open points that change the sum: each one's readings by its keyword, in order.

        The first reading of a point is its default.

        >>> from aipolicy.rules import langfang_2023
        >>> dict(langfang_2023.revenue_milestone.points)
        {'reading': ('highest_tier', 'sum_of_tiers', 'difference_only')}
        """
        return self._signature.points

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings of all open points that change the sum, each point's default first.

        >>> from aipolicy.rules import langfang_2023
        >>> langfang_2023.revenue_milestone.readings
        ('highest_tier', 'sum_of_tiers', 'difference_only')
        """
        return tuple(name for names in self.points.values() for name in names)

    @property
    def reading(self) -> str | None:
        """The reading in use of the only open point; None where there is none, or several.

        >>> from aipolicy.rules import langfang_2023
        >>> langfang_2023.revenue_milestone.reading
        'highest_tier'
        """
        names = tuple(self.chosen.values())
        return names[0] if len(names) == 1 else None

    @property
    def departures(self) -> tuple[str, ...]:
        """The figures and the readings that differ from the text and its defaults.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.platform_operation.with_figures(rate="0.2").departures
        ('rate=0.20',)
        """
        changed = [f"{n}={written_figure(value)}" for n, value in self._changed.items()]
        defaults = self._signature.defaults
        changed += [f"{n}={name}" for n, name in self.chosen.items() if name != defaults[n]]
        return tuple(changed)

    @cached_property
    def model(self) -> type[BaseModel]:
        """The pydantic model of the facts; `model.model_json_schema()` describes them.

        >>> from aipolicy.rules import harbin_2022
        >>> model = harbin_2022.platform_operation.model
        >>> list(model.model_json_schema()["properties"])
        ['service_income', 'serves_local_clients']
        >>> model(service_income="300万元", serves_local_clients=True).service_income
        Decimal('3000000.00')
        """
        return self._signature.facts_model(self.name)

    @cached_property
    def table(self) -> DecisionTable:
        """The decision table: every way through the clause.

        Raises:
            InvalidClause: the function cannot be read symbolically, multiplies yuan by yuan, or
                returns another thing than it grants.

        >>> from aipolicy.rules import harbin_2022
        >>> for row in harbin_2022.platform_operation.table.written("en"):
        ...     print(*row, sep=" → ")
        serves_local_clients = yes; 10% × service_income > 1 million → 1 million
        serves_local_clients = yes; 10% × service_income ≤ 1 million → 10% × service_income
        serves_local_clients = no → 0
        """
        law = cast("Callable[..., object]", self.law)
        tree = Explorer(self.id, law, self.facts, self._settings).tree()
        require_single_yuan(self.id, tree, self.facts)
        table = DecisionTable(self.id, tree, self.facts, self._written_tree)
        if table.is_range is not (self.grants is Grants.RANGE):
            granted = Words(named(self.grants, "zh", "terms"), self.grants)
            returned = _A_RANGE if table.is_range else _ONE_SUM
            raise InvalidClause(
                fault(Code.DEFINITION_GRANTS, self.id, grants=granted, returned=returned)
            )
        return table

    @property
    def _settings(self) -> dict[str, object]:
        return {**self.figures, **self.chosen}

    def _written_tree(self) -> Tree | None:
        from aipolicy.calc.symbolic.written import written_tree  # noqa: PLC0415  (a call needs none)

        law = cast("Callable[..., object]", self.law)
        kinds = self._signature.figure_kinds
        return written_tree(self.id, law, self.facts, self._settings, kinds)

    @cached_property
    def arithmetic(self) -> Arithmetic:
        """The table compiled to integer arithmetic on fen."""
        scales = {name: quantity.scale for name, quantity in self.facts.items()}
        return compile_tree(self.name, self.table.tree, scales)

    @cached_property
    def partial(self) -> PartialTable:
        """The table compiled for facts known in part: what the clause can give then."""
        return PartialTable(self.table.tree, self.facts)

    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Return the sum, the ceiling or the range in yuan.

        Raises:
            InvalidFacts: a fact is missing, misspelt, or not what it should be; all faults at
                once. A figure given here is one of them.
            Overflow: the sum is above 1,000,000,000,000,000 yuan.
        """
        ends = self.arithmetic.of_values(**self._given(args, kwargs))
        if isinstance(ends, tuple):
            return cast("R_co", Range(*(checked_sum(self.id, end) for end in ends)))
        return cast("R_co", checked_sum(self.id, ends))

    def with_figures(self, /, **figures: object) -> Self:
        """Return the same clause with other figures: a reform, never the law itself.

        Raises:
            InvalidFigures: a figure is unknown or cannot be used.

        >>> from aipolicy import wan
        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.application_scenario.with_figures(cap=wan(300))
        <clause harbin_2022/4.1 application_scenario cap=3000000.00>
        """
        printed: dict[str, object] = dict(self.figures)
        model = self._signature.figures_model(self.name)
        try:
            read = model.model_validate({**printed, **figures})
        except ValidationError as error:
            raise InvalidFigures(self.id, figure_faults(self.figures, error)) from None
        changed = {n: v for n, v in read if v != self._signature.figures[n]}
        varied = self._variant(self.chosen, changed)
        if self.grants is Grants.RANGE and not varied.table.in_order:
            given = Shown(", ".join(varied.departures))
            wrong = fault(Code.FIGURE_RANGE_ORDER, "figures", value=given)
            raise InvalidFigures(self.id, [wrong])
        return varied

    def read_as(self, reading: str, *others: str) -> Self:
        """Return the same clause under other readings of its open points, in any order.

        Each reading belongs to one point; the other points stay as they are.

        Raises:
            InvalidFigures: the clause has no such reading, or two readings are of one point.

        >>> from aipolicy import yi
        >>> from aipolicy.rules import langfang_2023
        >>> grown = {"main_revenue": yi(6), "highest_past_main_revenue": 0}
        >>> langfang_2023.revenue_milestone(**grown)
        Decimal('5000000.00')
        >>> langfang_2023.revenue_milestone.read_as("sum_of_tiers")(**grown)
        Decimal('6000000.00')
        """
        chosen: dict[str, str] = {}
        faults: list[Fault] = []
        for name in (reading, *others):
            point = self._signature.point_of(name) if isinstance(name, str) else None
            if point is None:
                faults.append(
                    fault(Code.READING_UNKNOWN, "reading", value=name, known=self.readings)
                )
            elif chosen.setdefault(point, name) != name:
                names = Shown(", ".join(self.points[point]))
                wrong = {"value": name, "other": chosen[point], "names": names}
                faults.append(fault(Code.READING_SAME_POINT, "reading", **wrong))
        if faults:
            raise InvalidFigures(self.id, faults)
        return self._variant({**self.chosen, **chosen}, self._changed)

    def read(self, facts: Mapping[str, object]) -> Mapping[str, FactValue]:
        """Return facts checked, in their own units and each in its one form.

        Raises:
            InvalidFacts: as for a call.

        >>> from aipolicy.rules import dalian_2025_draft
        >>> dalian_2025_draft.compute_voucher.read({"compute_fee": "80万元"})
        {'compute_fee': Decimal('800000.00')}
        """
        return self._canonical(self._given((), facts))

    def _canonical(self, values: Mapping[str, FactValue]) -> dict[str, FactValue]:
        """Return read facts each in its one form: `800000.00`, however it was given."""
        return {name: fact.canonical(values[name]) for name, fact in self.facts.items()}

    def _given(self, args: tuple[object, ...], facts: Mapping[str, object]) -> dict[str, FactValue]:
        if args:
            raise InvalidFacts(self.id, [argument_fault(self.facts, args)])
        try:
            read = self.model.__pydantic_validator__.validate_python(facts)
        except ValidationError as error:
            faults = fact_faults(self.facts, self.figures, self.points, error)
            raise InvalidFacts(self.id, faults) from None
        return cast("dict[str, FactValue]", read.__dict__)

    def _require_ceiling_as(self) -> None:
        """Refuse a reading of a ceiling that no point has, or where no amount is granted.

        Raises:
            InvalidClause: so it is.
        """
        name = self.terms.ceiling_as
        if name is None:
            return
        others = tuple(one for names in self.points.values() for one in names[1:])
        if name not in others or self.terms.grants is not Grants.AMOUNT:
            wrong = fault(Code.DEFINITION_CEILING_AS, self.id, value=name, known=others)
            raise InvalidClause(wrong)

    def _require_over_years(self) -> None:
        """Refuse terms over years that name a fact or a figure that the function does not have.

        Raises:
            InvalidClause: so they do.
        """
        if self.terms.over_years:
            known = self._signature.facts, self._signature.figures
            for wrong in over_years_faults(self.terms.over_years, *known):
                raise InvalidClause(wrong.within(self.id))

    @abstractmethod
    def _variant(self, chosen: Mapping[str, str], figures: Mapping[str, FigureValue]) -> Self:
        """Return the same with these readings and with figures changed."""


AnyCalculation: TypeAlias = "Calculation[..., Decimal | Range]"
"""A calculation whatever its facts."""
