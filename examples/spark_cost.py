"""Prices a table of calls, on one machine or on a cluster.

    python examples/spark_cost.py calls.parquet priced.parquet --at 2026-11-23 --overlay llmanac.toml
    spark-submit examples/spark_cost.py calls.parquet priced.parquet --at 2026-11-23 --spark

The table has a column `model`, counts such as `input_tokens` and `output_tokens`, and, where they are known, `day`,
`tier`, `scope` and `region`. Its columns are kept, and those of the cost stand beside them: `cost`, `status`, `low`,
`high` and `reason`, which the table must not have itself. On a cluster, llmanac and pyarrow are installed on each
worker. When the one is better and when the other: docs/SPARK.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llmanac

#: The columns of the cost as Spark writes their types.
COST_COLUMNS = "cost decimal(38,30), status string, low decimal(38,30), high decimal(38,30), reason string"

#: So many rows are read and priced at once on one machine: memory for these, and not for the file.
ROWS = 65_536


@dataclass(frozen=True)
class Terms:
    """What holds for all calls; it travels to the workers, so that none of them has a day or terms of its own."""

    #: The day of calls that state none, such as 2026-11-23; else today's.
    at: str | None = None
    #: An overlay's text: own models, deployments, discounts.
    overlay: str | None = None

    def registry(self) -> llmanac.ModelRegistry:
        """The catalog, with these terms on it."""
        if self.overlay is None:
            return llmanac.get_model_registry()
        registry = llmanac.ModelRegistry.embedded()
        registry.add_overlay(self.overlay)
        return registry


def pricer(terms: Terms) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """A function from batches of calls to the same batches with their cost, as `mapInArrow` wants it."""

    def price(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow  # type: ignore[import-untyped,import-not-found,unused-ignore]

        registry = terms.registry()
        for batch in batches:
            priced = registry.cost_many(batch, at=terms.at, keep=batch.schema.names)
            # A batch without rows gives none.
            yield from pyarrow.table(priced).to_batches()

    return price


def on_one_machine(source: str, target: str, terms: Terms) -> None:
    """Reads, prices and writes batch by batch; a file that fails half-way is not left behind."""
    import pyarrow  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from pyarrow import parquet  # type: ignore[import-untyped,import-not-found,unused-ignore]

    calls = parquet.ParquetFile(source)
    # The columns are known before the first row, so that a file without rows gives one without rows.
    stream = pyarrow.RecordBatchReader.from_batches(calls.schema_arrow, calls.iter_batches(ROWS))
    priced = pyarrow.RecordBatchReader.from_stream(terms.registry().cost_stream(stream, at=terms.at, keep=stream.schema.names))
    unfinished = Path(f"{target}.unfinished")
    with parquet.ParquetWriter(unfinished, priced.schema) as writer:
        for batch in priced:
            writer.write_batch(batch)
    unfinished.rename(target)


def with_spark(calls: Any, terms: Terms) -> Any:
    """A data frame of Spark with the columns of the cost beside its own."""
    columns = ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in calls.schema.fields)
    return calls.mapInArrow(pricer(terms), f"{columns}, {COST_COLUMNS}")


def on_a_cluster(source: str, target: str, terms: Terms) -> None:
    """Reads, prices and writes wherever Spark's workers are."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found,unused-ignore]

    spark = SparkSession.builder.appName("llmanac").getOrCreate()
    with_spark(spark.read.parquet(source), terms).write.parquet(target)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Prices a table of calls.")
    parser.add_argument("source", help="a Parquet file of calls")
    parser.add_argument("target", help="where the priced calls go")
    parser.add_argument("--at", help="the day of calls that state none, such as 2026-11-23")
    parser.add_argument("--overlay", type=Path, help="a file of own models, deployments and discounts")
    parser.add_argument("--spark", action="store_true", help="with Spark's workers")
    asked = parser.parse_args()
    run = on_a_cluster if asked.spark else on_one_machine
    run(asked.source, asked.target, Terms(asked.at, asked.overlay.read_text() if asked.overlay else None))


if __name__ == "__main__":
    main()
