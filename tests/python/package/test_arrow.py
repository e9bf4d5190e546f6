"""A table of calls, priced: each row as `cost` says it, whichever library the table is of."""

from __future__ import annotations

import datetime
import itertools
import random
import threading
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
            ({"model": ["gpt-4o"], "input_tokens": [1], "day": [1]}, "`day` holds days"),
        ):
            with self.assertRaisesRegex(UsageError, said):
                today.cost_many(pa.table(table))
        rows = today.cost_many(pa.table({"model": ["gpt-4o"] * 4, "input_tokens": [-1.0, 1.5, float("nan"), 1e300]})).to_pylist()
        self.assertEqual([row["status"] for row in rows], ["invalid"] * 4)
        self.assertEqual(rows[0]["reason"], "input_tokens -1 is no count")
        self.assertEqual(rows[2]["reason"], "the row states no count")
        with self.assertRaises(TypeError):
            today.cost_many([1, 2])

    def test_what_is_no_table_or_was_taken_is_said(self):
        class Again:
            """Hands out the same capsules again and again, which the protocol forbids."""

            def __init__(self, told):
                self.told = told

        batch = pa.record_batch({"input_tokens": [1]})
        again = type("Array", (Again,), {"__arrow_c_array__": lambda self, requested_schema=None: self.told})(batch.__arrow_c_array__())
        stream = type("Stream", (Again,), {"__arrow_c_stream__": lambda self, requested_schema=None: self.told})(pa.table(batch).__arrow_c_stream__())
        for told in (again, stream):
            self.assertEqual(len(today.cost_many(told, model="gpt-4o")), 1)
            for question in (today.cost_many, today.cost_stream):
                with self.assertRaisesRegex(UsageError, "usages: .*taken already|usages: .*released"):
                    question(told, model="gpt-4o")
        for told, kind in ((pa.array([1]), TypeError), (pa.chunked_array([[1]]), UsageError), (pa.array([{"input_tokens": 1}, None]), UsageError)):
            with self.assertRaises(kind):
                today.cost_many(told, model="gpt-4o")
        broken = type("Broken", (Again,), {"__arrow_c_stream__": lambda self, requested_schema=None: 1 / self.told})(0)
        with self.assertRaises(ZeroDivisionError):
            today.cost_many(broken)

    def test_the_sum_of_a_table(self):
        table = pa.table({"model": ["gpt-4o"] * 1000, "input_tokens": [1000] * 1000})
        import pyarrow.compute as pc

        self.assertEqual(pc.sum(pa.table(today.cost_many(table))["cost"]).as_py(), Decimal("2.5"))


def batches(count: int, rows: int = 10, raised: Exception | None = None, seen: list | None = None):
    """A source that is Python's own: batches from a generator, which may raise in the middle."""
    schema = pa.schema([("user", pa.string()), ("model", pa.string()), ("input_tokens", pa.int64())])

    def made():
        for number in range(count):
            if raised is not None and number == count // 2:
                raise raised
            if seen is not None:
                seen.append(number)
            columns = {"user": [f"u{number}"] * rows, "model": ["gpt-4o"] * rows, "input_tokens": [1000 * number] * rows}
            yield pa.record_batch(columns, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, made())


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Streams(unittest.TestCase):
    def test_a_stream_comes_to_the_same_as_a_table(self):
        for seed in (3, 4):
            table = pa.table(calls(2_000, seed))
            whole = pa.table(today.cost_many(table))
            for source in (table, table.to_reader(max_chunksize=7), table.combine_chunks().to_batches()[0]):
                priced = today.cost_stream(source)
                self.assertEqual(pa.schema(priced), whole.schema)
                self.assertTrue(pa.table(priced).equals(whole))

    def test_a_batch_is_priced_when_it_is_read_and_not_before(self):
        seen = []
        priced = today.cost_stream(batches(50, seen=seen))
        pa.schema(priced)
        self.assertEqual(seen, [])
        reader = pa.RecordBatchReader.from_stream(priced)
        for number in range(5):
            batch = reader.read_next_batch()
            self.assertEqual(batch.column("cost").to_pylist(), [Decimal("0.0025") * number] * 10)
            self.assertLessEqual(len(seen), number + 2)
        del reader, batch
        self.assertLessEqual(len(seen), 7)

    def test_a_table_that_is_one_batch_is_priced_in_pieces(self):
        rows = 200_000
        batch = pa.record_batch({"input_tokens": list(range(rows))})
        read = [len(piece) for piece in pa.RecordBatchReader.from_stream(today.cost_stream(batch, model="gpt-4o"))]
        self.assertEqual((sum(read), max(read)), (rows, 65_536))

    def test_a_stream_is_read_once(self):
        priced = today.cost_stream(batches(3))
        self.assertEqual(repr(priced), "<PricedStream of cost, status, low, high, reason; not read yet>")
        self.assertEqual(pa.table(priced).num_rows, 30)
        self.assertEqual(repr(priced), "<PricedStream of cost, status, low, high, reason; read>")
        with self.assertRaisesRegex(ValueError, "was read already; cost_stream makes another"):
            pa.table(priced)
        # Its types are still known.
        self.assertEqual(pa.schema(priced).names, priced.column_names)

    def test_an_error_of_the_source_comes_out(self):
        priced = pa.RecordBatchReader.from_stream(today.cost_stream(batches(6, raised=RuntimeError("the disk is gone"))))
        self.assertEqual([len(priced.read_next_batch()) for _ in range(3)], [10] * 3)
        with self.assertRaisesRegex(Exception, "the disk is gone"):
            priced.read_next_batch()
        with self.assertRaisesRegex(UsageError, "the disk is gone"):
            today.cost_many(batches(6, raised=RuntimeError("the disk is gone")))

    def test_any_thread_may_pull_and_nothing_hangs(self):
        import pyarrow.dataset

        def drain(priced, counts):
            reader = pa.RecordBatchReader.from_stream(priced)
            counts.append(sum(len(batch) for batch in reader))

        counts = []
        threads = [threading.Thread(target=drain, args=(today.cost_stream(batches(200)), counts), daemon=True) for _ in range(6)]
        # Arrow's own threads pull, while this one waits.
        def scan():
            reader = pa.RecordBatchReader.from_stream(today.cost_stream(batches(200)))
            counts.append(pyarrow.dataset.Scanner.from_batches(reader).to_table().num_rows)

        # One whose source is another of ours.
        def chained():
            first = pa.RecordBatchReader.from_stream(today.cost_stream(batches(200), keep=["model", "input_tokens"]))
            renamed = pa.RecordBatchReader.from_batches(pa.schema([("model", pa.string()), ("input_tokens", pa.int64())]), (batch.select(["model", "input_tokens"]) for batch in first))
            drain(today.cost_stream(renamed), counts)

        threads += [threading.Thread(target=work, daemon=True) for work in (scan, chained)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
            self.assertFalse(thread.is_alive(), "a thread hangs")
        self.assertEqual(counts, [2_000] * 8)

    def test_one_that_nobody_reads_is_let_go(self):
        for _ in range(100):
            today.cost_stream(batches(3))
            today.cost_stream(batches(3)).__arrow_c_stream__()

    def test_the_registry_is_that_of_the_moment(self):
        mine = llmanac.ModelRegistry.embedded()
        priced = mine.cost_stream(pa.table({"model": ["mine"], "input_tokens": [1000]}))
        mine.add_overlay('[[model]]\nname = "mine"\nextends = "gpt-4o"\n')
        self.assertEqual(pa.table(priced)["status"].to_pylist(), ["unknown"])

    def test_what_is_wrong_is_said_before_anything_is_read(self):
        seen = []
        for keywords, said in (
            ({"keep": ["usr"]}, "keep: there is no column `usr`; there are: user, model, input_tokens"),
            ({"keep": ["user", "user"]}, "keep: `user` is named twice"),
        ):
            with self.assertRaisesRegex(UsageError, said):
                today.cost_stream(batches(3, seen=seen), **keywords)
        for table, said in (
            ({"model": ["gpt-4o"]}, "no column is a count"),
            ({"input_tokens": [1]}, "no column `model`"),
            ({"model": ["gpt-4o"], "input_tokens": ["1"]}, "`input_tokens` holds whole numbers"),
        ):
            with self.assertRaisesRegex(UsageError, said):
                today.cost_stream(pa.table(table))
        self.assertEqual(seen, [])
        for wrong in ([1], None, 5, "x", pa.Table, object()):
            with self.assertRaises(TypeError):
                today.cost_stream(wrong)


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Kept(unittest.TestCase):
    def test_columns_are_handed_on_before_the_cost(self):
        table = pa.table({
            "user": ["a", None, "b"], "model": ["gpt-4o"] * 3, "input_tokens": [1000, 2000, 3000], "tags": [[1], [], None],
            "share": [0.5, 1.5, None], "is_test": [True, None, False], "day": [datetime.date(2026, 11, 1)] * 3,
        })
        names = ["tags", "user", "day"]
        for priced in (today.cost_many(table, keep=names), today.cost_stream(table, keep=names)):
            self.assertEqual(priced.column_names, [*names, "cost", "status", "low", "high", "reason"])
            back = pa.table(priced)
            self.assertEqual(back.select(names), table.select(names))
            self.assertEqual(back["cost"].to_pylist(), [Decimal("0.0025"), Decimal("0.005"), Decimal("0.0075")])
        priced = today.cost_many(table, keep=["user", "share", "is_test", "day", "input_tokens"])
        self.assertEqual(priced.statuses, {"exact": 3})
        rows = [{name: row[name] for name in ("user", "share", "is_test", "day", "input_tokens", "cost")} for row in priced.to_pylist()]
        wanted = table.select(["user", "share", "is_test", "day", "input_tokens"]).to_pylist()
        self.assertEqual(rows, [{**row, "cost": Decimal("0.0025") * (at + 1)} for at, row in enumerate(wanted)])
        with self.assertRaisesRegex(TypeError, "the column `tags` is List.*no plain value"):
            today.cost_many(table, keep="tags").to_pylist()

    def test_a_function_from_batches_to_batches_as_spark_wants_it(self):
        def price(source):
            first = next(source)
            reader = pa.RecordBatchReader.from_batches(first.schema, itertools.chain([first], source))
            yield from pa.RecordBatchReader.from_stream(today.cost_stream(reader, keep=["user"]))

        priced = list(price(iter(batches(4))))
        self.assertEqual([batch.column("user")[0].as_py() for batch in priced], ["u0", "u1", "u2", "u3"])
        self.assertEqual(priced[3].column("cost")[0].as_py(), Decimal("0.0075"))

    def test_nothing_is_copied(self):
        table = pa.table({"input_tokens": pa.array(range(1000), pa.int64())})
        back = pa.table(today.cost_many(table, model="gpt-4o", keep="input_tokens"))
        address = lambda table: table["input_tokens"].chunk(0).buffers()[1].address
        self.assertEqual(address(back), address(table))

    def test_a_cost_can_be_summed_by_a_kept_column(self):
        priced = pa.table(today.cost_stream(batches(4), keep="user"))
        sums = priced.group_by("user").aggregate([("cost", "sum")]).sort_by("user")
        self.assertEqual(sums["cost_sum"].to_pylist(), [Decimal("0.025") * number for number in range(4)])

    def test_a_column_of_categories_may_have_none(self):
        gaps = pa.array([None, None], pa.dictionary(pa.int32(), pa.string()))
        self.assertEqual(len(gaps.dictionary), 0)
        for name in ("tier", "region", "day", "model"):
            priced = today.cost_many(pa.table({"input_tokens": [1000, 1000], name: gaps}), model="gpt-4o", keep=[name])
            self.assertEqual([(row["cost"], row[name]) for row in priced.to_pylist()], [(Decimal("0.0025"), None)] * 2)

    def test_a_name_of_the_answer_is_refused(self):
        table = pa.table({"model": ["gpt-4o"], "input_tokens": [1], "status": ["mine"]})
        with self.assertRaisesRegex(UsageError, "keep: the answer has a column `status` of its own; rename the input's"):
            today.cost_many(table, keep=["status"])
        self.assertEqual(len(today.cost_many(table)), 1)
        twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array([1])], names=["user", "user", "input_tokens"])
        with self.assertRaisesRegex(UsageError, "keep: the column `user` stands twice"):
            today.cost_many(twice, model="gpt-4o", keep="user")
        with self.assertRaisesRegex(TypeError, r"keep\[0\] is a text, not int"):
            today.cost_many(table, keep=[5])

    def test_columns_of_any_type_stand_beside(self):
        others = {
            "union": pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])]),
            "run": pa.RunEndEncodedArray.from_arrays([2], ["x"]),
            "struct": pa.array([{"a": 1}, None]), "map": pa.array([[("k", 1)], []], pa.map_(pa.string(), pa.int64())),
            "fixed": pa.array([b"ab", b"cd"], pa.binary(2)), "nothing": pa.nulls(2), "time": pa.array([1, 2], pa.time64("ns")),
            "half": pa.array([1.0, 2.0]).cast(pa.float16()), "big": pa.array([Decimal(1), None], pa.decimal256(40, 2)),
            "span": pa.array([1, 2], pa.duration("s")), "zoned": pa.array([1, 2], pa.timestamp("ns", "Europe/Paris")),
            "list_view": pa.array([[1], []], pa.list_view(pa.int64())), "texts": pa.array(["a", "b"]).dictionary_encode(),
        }
        for name, column in others.items():
            table = pa.table({"model": ["gpt-4o"] * 2, "input_tokens": [1, 2], name: column})
            with self.subTest(name):
                self.assertEqual(len(today.cost_many(table)), 2)
                self.assertEqual(pa.table(today.cost_stream(table, keep=name))[name].combine_chunks(), table[name].combine_chunks())


if __name__ == "__main__":
    unittest.main()
