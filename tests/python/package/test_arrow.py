"""A table of calls, priced: each row as `cost` says it, whichever library the table is of."""

from __future__ import annotations

import datetime
import random
import unittest
from decimal import Decimal

try:
    import pyarrow as pa
except ImportError:
    pa = None

import llmanac
from llmanac import UsageError

today = llmanac.get_model_registry().as_of("2026-11-23")
MODELS = [
    "gpt-4o", "gpt-4o-mini", "gpt-5", "claude-sonnet-4-5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "gemini-2.5-pro", "gemini-2.5-flash", "azure/gpt-4o@2024-05-13", "gpt-3.5-turbo-16k", "no-such-model", "dall-e-3",
    "azure_openai/model-router", "text-embedding-3-large", None,
]
COUNTS = ["input_tokens", "output_tokens", "cache_read_tokens", "cache_write_5m_tokens", "reasoning_tokens", "grounded_prompts"]


def calls(rows: int, seed: int) -> dict[str, list]:
    source = random.Random(seed)
    columns = {name: [] for name in ("model", "day", "tier", "scope", "region", *COUNTS)}
    for _ in range(rows):
        read = source.choice([0, 0, 500, 250_000])
        stated = {
            "model": source.choice(MODELS),
            "day": source.choice([None, datetime.date(2024, 6, 1), datetime.date(2025, 3, 9), datetime.date(2026, 11, 1)]),
            "tier": source.choice([None, None, "batch", "priority", "no_such_tier"]),
            "scope": source.choice([None, None, None, "global", "zone:us"]),
            "region": source.choice([None, None, None, None, "eastus"]),
            "input_tokens": read + source.randrange(300_000),
            "output_tokens": source.randrange(5_000),
            "cache_read_tokens": source.choice([None, 0, read]),
            "cache_write_5m_tokens": source.choice([None, None, None, 100]),
            "reasoning_tokens": source.choice([None, None, 7, 9_999]),
            "grounded_prompts": source.choice([None, None, None, 1]),
        }
        for name, column in columns.items():
            column.append(stated[name])
    return columns


def one(row: dict) -> tuple:
    """What `cost` says of a row: amount, low, high and whether it says anything."""
    stated = {name: row[name] for name in ("tier", "scope", "region") if row[name] is not None}
    usage = {name: row[name] for name in COUNTS if row[name] is not None}
    try:
        cost = today.cost(row["model"], usage, at=row["day"], **stated)
    except (llmanac.LlmanacError, TypeError) as error:
        return None, None, None, type(error).__name__
    return cost.total, cost.get("low"), cost.get("high"), cost.status


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Tables(unittest.TestCase):
    def test_each_row_is_equal_to_cost_to_the_last_digit(self):
        for seed in (1, 2):
            table = pa.table(calls(3_000, seed))
            priced = today.cost_many(table)
            self.assertEqual(len(priced), table.num_rows)
            back = pa.table(priced)
            self.assertEqual(back.column_names, ["cost", "status", "low", "high", "reason"])
            seen = set()
            for asked, told in zip(table.to_pylist(), back.to_pylist()):
                total, low, high, status = one(asked)
                self.assertEqual((told["cost"], told["low"], told["high"]), (total, low, high), (asked, told))
                if status in ("exact", "bounded", "incomplete", "unknown"):
                    self.assertEqual(told["status"], status, (asked, told))
                else:
                    self.assertIn(told["status"], ("unknown", "invalid"), (asked, told))
                    self.assertTrue(told["reason"])
                seen.add(told["status"])
            self.assertLessEqual({"exact", "bounded", "incomplete", "unknown", "invalid"}, seen)

    def test_every_type_of_column_comes_to_the_same(self):
        plain = {"model": ["gpt-4o", "gemini-2.5-pro", "gpt-4o"], "input_tokens": [1000, 2000, 30], "output_tokens": [5, 6, 7]}
        day = [datetime.date(2026, 11, 1)] * 3
        wanted = today.cost_many(pa.table({**plain, "day": day})).to_pylist()
        self.assertEqual([row["status"] for row in wanted], ["exact"] * 3)
        for texts in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())):
            for numbers in (pa.int16(), pa.int32(), pa.int64(), pa.uint16(), pa.uint32(), pa.uint64(), pa.float32(), pa.float64()):
                for days in (pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("ns", "UTC"), pa.string()):
                    columns = {
                        "model": pa.array(plain["model"], pa.string()).cast(texts) if not pa.types.is_dictionary(texts) else pa.array(plain["model"]).dictionary_encode(),
                        "input_tokens": pa.array(plain["input_tokens"]).cast(numbers),
                        "output_tokens": pa.array(plain["output_tokens"]).cast(numbers),
                        "day": pa.array(day).cast(days) if days != pa.string() else pa.array([str(one) for one in day]),
                        "beside": pa.array([[1], [2], [3]]),
                    }
                    self.assertEqual(today.cost_many(pa.table(columns)).to_pylist(), wanted, (texts, numbers, days))

    def test_batches_streams_slices_and_nothing(self):
        table = pa.table({"model": ["gpt-4o"] * 10, "input_tokens": list(range(10))})
        wanted = today.cost_many(table).to_pylist()
        self.assertEqual(wanted[4]["cost"], Decimal("0.00001"))
        self.assertEqual(today.cost_many(table.to_batches()[0]).to_pylist(), wanted)
        reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=3))
        self.assertEqual(today.cost_many(reader).to_pylist(), wanted)
        self.assertEqual(today.cost_many(table.slice(4, 2)).to_pylist(), wanted[4:6])
        self.assertEqual(len(today.cost_many(table.slice(0, 0))), 0)
        self.assertEqual(pa.table(today.cost_many(table.slice(0, 0))).num_rows, 0)
        one = pa.table({"input_tokens": [1000]})
        self.assertEqual(today.cost_many(one, model="gpt-4o", at="2024-06-01").to_pylist()[0]["cost"], Decimal("0.005"))

    def test_what_cannot_be_read_is_said(self):
        for table, said in (
            ({"model": ["gpt-4o"]}, "no column is a count"),
            ({"input_tokens": [1]}, "no column `model`"),
            ({"model": [1], "input_tokens": [1]}, "`model` holds texts"),
            ({"model": ["gpt-4o"], "input_tokens": ["1"]}, "`input_tokens` holds whole numbers"),
            ({"model": ["gpt-4o"], "input_tokens": [1], "day": [1]}, "`day` holds texts"),
        ):
            with self.assertRaisesRegex(UsageError, said):
                today.cost_many(pa.table(table))
        rows = today.cost_many(pa.table({"model": ["gpt-4o"] * 4, "input_tokens": [-1.0, 1.5, float("nan"), 1e300]})).to_pylist()
        self.assertEqual([row["status"] for row in rows], ["invalid", "invalid", "exact", "invalid"])
        self.assertEqual(rows[0]["reason"], "input_tokens -1 is no count")
        with self.assertRaises(TypeError):
            today.cost_many([1, 2])

    def test_the_sum_of_a_table(self):
        table = pa.table({"model": ["gpt-4o"] * 1000, "input_tokens": [1000] * 1000})
        import pyarrow.compute as pc

        self.assertEqual(pc.sum(pa.table(today.cost_many(table))["cost"]).as_py(), Decimal("2.5"))


if __name__ == "__main__":
    unittest.main()
