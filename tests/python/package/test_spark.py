"""The example for Spark, without Spark: its function, and its loop over a file."""

from __future__ import annotations

import pickle
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError:
    pa = None

import llmanac

sys.path.insert(0, str(Path(__file__).parents[3] / "examples"))
import spark_cost

OVERLAY = """
[[discount]]
model = "gpt-4o"
name = "agreement"
percent = "10"
"""
DAY = "2026-11-23"


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Example(unittest.TestCase):
    def setUp(self) -> None:
        self.calls = pa.table({
            "id": [1, 2, 3],
            "model": ["gpt-4o", "claude-sonnet-4-5", "no-such-model"],
            "input_tokens": [1000, 2000, 5],
            "output_tokens": [500, 100, 5],
        })

    def priced(self, terms: spark_cost.Terms) -> list[dict]:
        with tempfile.TemporaryDirectory() as folder:
            source, target = str(Path(folder) / "calls.parquet"), str(Path(folder) / "priced.parquet")
            parquet.write_table(self.calls, source, row_group_size=2)
            try:
                spark_cost.on_one_machine(source, target, terms)
            except llmanac.LlmanacError:
                self.assertFalse(Path(target).exists())
                raise
            return parquet.read_table(target).to_pylist()

    def test_a_file_is_priced_as_the_table_is_and_keeps_its_columns(self) -> None:
        rows = self.priced(spark_cost.Terms(at=DAY))
        costs = llmanac.cost_many(self.calls, at=DAY).to_pylist()
        self.assertEqual([row["cost"] for row in rows], [cost["cost"] for cost in costs])
        self.assertEqual([row["id"] for row in rows], [1, 2, 3])
        self.assertEqual([row["status"] for row in rows], ["exact", "exact", "unknown"])

    def test_an_overlay_travels_with_the_function(self) -> None:
        plain, own = self.priced(spark_cost.Terms(at=DAY)), self.priced(spark_cost.Terms(DAY, OVERLAY))
        self.assertEqual(own[0]["cost"] * 10, plain[0]["cost"] * 9)
        self.assertEqual(own[1]["cost"], plain[1]["cost"])

    def test_what_travels_can_be_pickled(self) -> None:
        terms = spark_cost.Terms(DAY, OVERLAY)
        self.assertEqual(pickle.loads(pickle.dumps(terms)), terms)

    def test_a_file_without_rows_gives_one_without_rows(self) -> None:
        self.calls = self.calls.slice(0, 0)
        self.assertEqual(self.priced(spark_cost.Terms(at=DAY)), [])

    def test_a_file_that_fails_leaves_none_behind(self) -> None:
        self.calls = self.calls.append_column("status", pa.array([200, 200, 500]))
        with self.assertRaisesRegex(llmanac.UsageError, "status"):
            self.priced(spark_cost.Terms(at=DAY))

    def test_spark_s_function_gives_what_one_machine_does(self) -> None:
        terms = spark_cost.Terms(DAY, OVERLAY)
        batches = list(spark_cost.pricer(terms)(self.calls.to_batches()))
        self.assertEqual(pa.Table.from_batches(batches).to_pylist(), self.priced(terms))

    def test_a_batch_without_rows_gives_none(self) -> None:
        batches = self.calls.slice(0, 0).to_batches() or [pa.RecordBatch.from_pylist([], schema=self.calls.schema)]
        self.assertEqual(list(spark_cost.pricer(spark_cost.Terms(at=DAY))(batches)), [])


if __name__ == "__main__":
    unittest.main()
