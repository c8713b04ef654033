"""The same clauses on PySpark, two workers on this machine: nothing is pulled to the driver.

    python examples/on_spark.py

Needs Java and PySpark.
"""

from pyspark.sql import DataFrame, SparkSession

from aipolicy import frames
from aipolicy.rules import harbin_2022, langfang_2023


def session() -> SparkSession:
    """Return a session of two workers on this machine."""
    builder = SparkSession.builder.master("local[2]").appName("aipolicy")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def awarded(applicants: DataFrame) -> DataFrame:
    """Return applicants with what two clauses give, in fen, and why some have no result."""
    return frames.over_all(
        applicants,
        [harbin_2022.application_scenario, langfang_2023.revenue_growth],
        unit="fen",
        into="{name}",
        on_error="null",
        review_passed=True,
        government_investment_project=False,
    )


def main() -> list[tuple[int | None, int | None]]:
    """Return what both clauses give on a few rows."""
    spark = session()
    rows = [(800_000_000, 11_000_000_000, 10_000_000_000), (-1, 10**10, 9_090_909_091)]
    names = ["total_investment", "main_revenue", "previous_main_revenue"]
    found = awarded(spark.createDataFrame(rows, names))
    given = [(row["application_scenario"], row["revenue_growth"]) for row in found.collect()]
    spark.stop()
    return given


if __name__ == "__main__":
    print(main())
