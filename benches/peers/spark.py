"""The usage table priced by Spark on this machine, by the function of examples/spark_cost.py."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from disagreement import Disagreement
from measure import Figure
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))
import spark_cost  # noqa: E402 -- found by the line above
from models import DAY  # noqa: E402

ROUNDS = 5
TERMS = spark_cost.Terms(at=DAY)


@dataclass(frozen=True)
class Spark:
    """Seconds, each for the whole table."""

    cores: int
    #: Until the session is there.
    start: float
    #: The first table, for which workers start and import.
    first: float
    #: Tables after it.
    later: Figure
    #: The same file on one machine without Spark, read, priced and written.
    alone: Figure


def java() -> str | None:
    """The Java that Spark would run on."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else shutil.which("java")


def measured(table: pa.Table, amounts: list[Decimal]) -> Spark:
    """From a Parquet file to a Parquet file, with all cores; each amount must be the one that is given."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        source, alone, spark_target = (str(Path(folder) / name) for name in ("calls", "alone", "spark"))
        numbered = table.append_column("id", pa.array(range(table.num_rows), pa.int64()))
        parquet.write_table(numbered, source, row_group_size=table.num_rows // (2 * cores) + 1)
        lone = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            spark_cost.on_one_machine(source, alone, TERMS)
            lone.append(time.perf_counter() - begun)
        _equal("one machine", parquet.read_table(alone), amounts)
        start, taken = _spark(source, spark_target, cores)
        _equal("Spark", parquet.read_table(spark_target), amounts)
    return Spark(cores, start, taken[0], Figure.of(taken[1:]), Figure.of(lone))


def _spark(source: str, target: str, cores: int) -> tuple[float, list[float]]:
    from pyspark.sql import SparkSession

    # Workers are this Python, which has the package.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    begun = time.perf_counter()
    builder = SparkSession.builder.master(f"local[{cores}]").appName("llmanac")
    # Nothing leaves this machine, and nothing is served.
    own = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for key, value in own.items():
        builder = builder.config(key, value)
    # Pieces small enough that every core has some.
    session = builder.config("spark.sql.files.maxPartitionBytes", "4m").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    # As `spark-submit --py-files` does where the function is not in the program itself.
    session.sparkContext.addPyFile(spark_cost.__file__)
    start = time.perf_counter() - begun
    taken = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        spark_cost.with_spark(session.read.parquet(source), TERMS).write.mode("overwrite").parquet(target)
        taken.append(time.perf_counter() - begun)
    session.stop()
    return start, taken


def _equal(where: str, priced: pa.Table, amounts: list[Decimal]) -> None:
    ordered = priced.sort_by("id")
    if ordered.column("cost").to_pylist() != amounts:
        raise Disagreement(f"on {where} a row has another amount than cost_many gives")
