"""Row by row the frame's result is that of the exact resolver."""

from hypothesis import given
from hypothesis import strategies as st

from tests.calc.stacking.portfolios import portfolios
from tests.frames.engines import EAGER
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of, varied

READINGS = st.fixed_dictionaries(
    {},
    optional={
        "harbin_2022": st.sampled_from(["same_enterprise", "inside_too", "any_kind", "no_top_up"]),
        "dalian_2025_draft": st.sampled_from(["literal", "per_applicant", "by_article"]),
        "langfang_2023": st.sampled_from(
            ["whole_enterprise", "by_article", "any_applicant", "settlement_apart", "no_top_up"]
        ),
        "heilongjiang_2026": st.sampled_from(["other_fields_only", "inside_too", "all_levels"]),
    },
)
UNITS = st.sampled_from(["fen", "yuan", "wan"])
MAKERS = st.sampled_from(list(EAGER.values()))


def without_provisional(outcome):
    return {name: values for name, values in outcome.items() if name != "provisional"}


@given(portfolios(most=20), portfolios(most=4, year=2024), READINGS, MAKERS, UNITS)
def test_portfolios_agree_with_awards(awards, history, readings, make, unit):
    frame = make(table_of(awards, history, unit))
    found = stacked(frame, unit, readings=readings)
    assert found == without_provisional(expected(awards, history, readings))


@given(varied(), READINGS, MAKERS, UNITS)
def test_varied_rows_agree_with_awards(awards, readings, make, unit):
    found = stacked(make(table_of(awards, (), unit)), unit, readings=readings)
    right = expected(awards, (), readings)
    if "provisional" not in found:
        right = without_provisional(right)
    assert found == right
