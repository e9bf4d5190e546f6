"""Columns that are not what their types or names say: told, and neither a crash nor a cost that is too low."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
import unittest
from decimal import Decimal

try:
    import pyarrow as pa
    import pyarrow.csv
except ImportError:
    pa = None

import llmanac
from llmanac import CallError, UsageError

today = llmanac.get_model_registry().as_of("2026-11-23")


def both(table, **keywords):
    """The table of `cost_many`, and that of `cost_stream`, which has to be the same."""
    many = pa.table(today.cost_many(table, **keywords))
    stream = pa.table(today.cost_stream(table, **keywords))
    assert many.equals(stream)
    return many


def latin(column: str = "model", rows: int = 1) -> pa.Table:
    text = f"{column},input_tokens\n".encode() + b"gpt-4o,5\n" * (rows - 1) + b"caf\xe9,5\n"
    return pyarrow.csv.read_csv(io.BytesIO(text), convert_options=pyarrow.csv.ConvertOptions(check_utf8=False))


def of_buffers(kind, length: int, *buffers: bytes | None) -> pa.Array:
    return pa.Array.from_buffers(kind, length, [None if one is None else pa.py_buffer(one) for one in buffers])


def numbers(size: int, *values: int) -> bytes:
    return b"".join(value.to_bytes(size, "little", signed=True) for value in values)


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Broken(unittest.TestCase):
    def refused(self, table, said: str, **keywords):
        with self.assertRaisesRegex(UsageError, said):
            today.cost_many(table, **keywords)
        with self.assertRaisesRegex(Exception, said):
            pa.table(today.cost_stream(table, **keywords))

    def test_a_text_that_is_not_utf_8_is_said_with_its_column(self):
        self.refused(latin(), "the column `model` is not UTF-8 in row 0 of its batch: `caf\ufffd`")
        self.refused(latin(rows=10), "the column `model` is not UTF-8 in row 9 of its batch")
        for name in ("tier", "scope", "region", "day"):
            self.refused(latin(name), f"the column `{name}` is not UTF-8", model="gpt-4o")
        self.refused(latin("user"), "the column `user` is not UTF-8", model="gpt-4o", keep=["user"])
        # A zero would end the text of the error where the stream hands it out.
        self.refused(pa.table({"model": of_buffers(pa.string(), 1, None, numbers(4, 0, 3), b"\xe9\0x"), "input_tokens": [5]}), "batch: `\ufffd\ufffdx`")
        # A column that nobody reads may hold what it likes.
        self.assertEqual(both(latin("user"), model="gpt-4o")["status"].to_pylist(), ["exact"])

    def test_texts_of_every_kind_are_held_against_their_bytes(self):
        bad, long = b"caf\xe9", b"a name of many letters: caf\xe9"
        view = numbers(4, len(bad)) + bad.ljust(12, b"\0")
        far = numbers(4, len(long)) + long[:4]
        # The letter of two bytes is cut in the middle.
        cut = of_buffers(pa.string(), 2, None, numbers(4, 0, 4, 5), "caf\xe9".encode())
        for column, said in (
            (of_buffers(pa.large_string(), 1, None, numbers(8, 0, 4), bad), "is not UTF-8"),
            (cut, "is not UTF-8 in row 0"),
            (of_buffers(pa.string(), 3, None, numbers(4, 0, 900, 2, 5), b"gpt-4"), "has offsets that lie outside"),
            (of_buffers(pa.string(), 2, None, numbers(4, 0, -7, 5), b"gpt-4"), "has offsets that lie outside"),
            (of_buffers(pa.string_view(), 1, None, view), "is not UTF-8 in row 0"),
            (of_buffers(pa.string_view(), 1, None, far + numbers(4, 0, 0), long), "is not UTF-8 in row 0"),
            (of_buffers(pa.string_view(), 1, None, far + numbers(4, 7, 0), long), "has a view that lies outside"),
            (of_buffers(pa.string_view(), 1, None, far + numbers(4, 0, 5), long), "has a view that lies outside"),
            (pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), latin()["model"].chunk(0)), "is not UTF-8"),
        ):
            table = pa.table({"model": column, "input_tokens": [5] * len(column)})
            with self.subTest(kind=str(column.type), said=said):
                self.refused(table, f"the column `model` {said}")
                self.refused(table.rename_columns(["user", "input_tokens"]), f"the column `user` {said}", model="gpt-4o", keep="user")

    def test_texts_beyond_ascii_and_gaps_over_nonsense_are_read(self):
        names = ["gpt-4o", "b\xe9b\xe9", None, "\u65e5\u672c\u8a9e, a name that is longer than a view holds", ""]
        for kind in (pa.string(), pa.large_string(), pa.string_view()):
            table = pa.table({"user": pa.array(names, kind), "input_tokens": [1000] * 5})
            for part in (table, table.slice(1, 3), table.slice(5, 0)):
                self.assertEqual(both(part, model="gpt-4o", keep="user")["user"], part["user"])
        gap = of_buffers(pa.string(), 2, b"\x01", numbers(4, 0, 6, 10), b"gpt-4ocaf\xe9")
        priced = both(pa.table({"model": gap, "input_tokens": [1000, 1000]}))
        self.assertEqual(priced["status"].to_pylist(), ["exact", "invalid"])

    def test_a_category_outside_of_its_list_is_no_neighbour(self):
        for place in (3, 1, -1):
            keys = pa.array([0, place], pa.int8())
            column = pa.DictionaryArray.from_arrays(keys, pa.array(["gpt-4o"]), safe=False)
            table = pa.table({"model": column, "input_tokens": [5, 5]})
            self.refused(table, f"the column `model` points at category {place} of a list of 1")
            self.refused(table.rename_columns(["user", "input_tokens"]), f"the column `user` points at category {place}", model="gpt-4o", keep="user")
        none = pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), pa.array([], pa.string()), safe=False)
        self.refused(pa.table({"model": none, "input_tokens": [5]}), "points at category 0 of a list of 0")


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Names(unittest.TestCase):
    def test_a_column_that_is_nearly_a_count_is_not_overlooked(self):
        for name, said in (
            ("ouput_tokens", "did you mean `output_tokens`"), ("cached_tokens", "did you mean `cache_read_tokens`"),
            ("prompt_tokens", "did you mean `input_tokens`"), ("inputTokens", "did you mean `input_tokens`"),
            ("input_image", "did you mean `input_images`"), ("zzz_tokens", "counts are: input_tokens"),
        ):
            for column in (pa.array([5]), pa.array([5.0]), pa.array([Decimal(5)])):
                table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000], name: column})
                for price in (today.cost_many, today.cost_stream):
                    with self.assertRaisesRegex(UsageError, f"the column `{name}` is called as a count.*{said}.*keep="):
                        price(table)
                kept = both(table, keep=[name])
                self.assertEqual((kept["cost"].to_pylist(), kept[name].to_pylist()), ([Decimal("0.0025")], column.to_pylist()))

    def refused(self, table, *said: str, **keywords):
        for price in (today.cost_many, today.cost_stream):
            with self.assertRaises(UsageError) as refused:
                price(table, **keywords)
            for part in said:
                self.assertIn(part, str(refused.exception))

    def test_what_chooses_the_price_is_not_overlooked_under_another_name(self):
        """Each row: the column that is meant, and others that are usual for it with what they hold."""
        day, moment = datetime.date(2024, 6, 1), datetime.datetime(2024, 6, 1, 12, tzinfo=datetime.timezone.utc)
        for meant, names, value in (
            ("model", ("Model", "model_id", "modelName", "deployment", "gen_ai.request.model", "response_model"), "gpt-4o-mini"),
            ("day", ("date", "at", "Day", "DATE", "timestamp", "time", "created", "created_at", "createdAt", "startTime", "usage_date"), "2024-06-01"),
            ("day", ("date", "at", "Day", "timestamp", "time", "created", "created_at", "request_time", "Created At"), day),
            ("day", ("date", "timestamp", "time", "created_at", "start_time", "endTime"), moment),
            ("day", ("date", "timestamp", "created", "created_at"), 1_717_200_000),
            ("tier", ("Tier", "service_tier", "serviceTier", "SERVICE_TIER", "gen_ai.openai.request.service_tier"), "batch"),
            ("tier", ("batch", "is_batch"), True),
            ("scope", ("Scope", "scopes", "deployment_type", "inference_geo"), "zone:us"),
            ("region", ("Region", "aws_region", "awsRegion", "region_name", "location"), "eu-west-1"),
        ):
            for name in names:
                for column in (pa.array([value]), pa.array([value]).dictionary_encode()):
                    table = pa.table({"input_tokens": [1000], name: column})
                    with self.subTest(name=name, value=value, kind=str(column.type)):
                        self.refused(table, f"the column `{name}` is called as what chooses the price", f"did you mean `{meant}`", "Rename it, or drop it or name it in keep= if it is none", model="gpt-4o")
                        self.assertEqual(both(table, model="gpt-4o", keep=[name])["cost"].to_pylist(), [Decimal("0.0025")])
                        # Without a value, and beside the column that is read, it chooses nothing.
                        empty = table.set_column(1, name, pa.nulls(1))
                        self.assertEqual(both(empty, model="gpt-4o")["status"].to_pylist(), ["exact"])
                        own = pa.array([datetime.date(2026, 11, 1)]) if meant == "day" else pa.array(["gpt-4o"]) if meant == "model" else pa.array([None], pa.string())
                        self.assertEqual(both(table.append_column(meant, own), model="gpt-4o")["status"].to_pylist(), ["exact"])

    def test_a_count_under_another_name_is_not_overlooked(self):
        for meant, names in (
            ("input_tokens", ("tokens_in", "TokensIn", "prompt", "promptTokenCount", "usage.prompt_tokens", "INPUT_TOKENS")),
            ("output_tokens", ("tokens_out", "completion", "candidatesTokenCount", "output_token_count")),
            ("cache_read_tokens", ("cache_read", "cached", "cacheRead", "usage_cached", "cached_content_token_count")),
            ("cache_write_tokens", ("cache_write", "cache_creation")),
            ("reasoning_tokens", ("reasoning", "thoughts_token_count")),
            ("input_images` or `output_images", ("images", "Images", "image_count")),
            ("web_search_requests", ("web_searches", "searches")),
        ):
            for name in names:
                with self.subTest(name=name):
                    table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000], name: [5]})
                    self.refused(table, f"the column `{name}` is called as a count", f"did you mean `{meant}`", "keep=")
                    self.assertEqual(both(table, keep=name)["status"].to_pylist(), ["exact"])
                    # A text of that name (the prompt itself) is no count.
                    self.assertEqual(both(table.set_column(2, name, pa.array(["a text"])))["status"].to_pylist(), ["exact"])

    def test_counts_within_a_column_are_not_overlooked(self):
        for name, value, meant in (
            ("prompt_tokens_details", {"cached_tokens": 900}, "cache_read_tokens"),
            ("completion_tokens_details", '{"reasoning_tokens": 5}', "reasoning_tokens"),
            ("promptTokensDetails", [{"modality": "TEXT", "tokenCount": 5}], "cache_read_tokens"),
            ("usage", {"id": 1}, "input_tokens"),
            ("counted", {"id": 1, "cached": 5}, "cache_read_tokens"),
            ("counted", {"output_tokens": 5}, "output_tokens"),
        ):
            table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000], name: [value]})
            with self.subTest(name=name, value=value):
                self.refused(table, f"the column `{name}` holds counts", f"such as `{meant}`", "drop it or name it in keep=")
                self.assertEqual(both(table, keep=name)["status"].to_pylist(), ["exact"])

    def test_every_column_that_would_be_overlooked_is_told_at_once(self):
        table = pa.table({"model": ["gpt-4o"], "input_tokens": [1], "date": ["2024-06-01"], "tokens_out": [5], "service_tier": ["batch"]})
        self.refused(table, "the column `date`", "the column `tokens_out`", "the column `service_tier`")

    def test_a_column_of_something_else_is_left_alone(self):
        others = ["total_tokens", "gen_ai.usage.total_tokens", "totalTokens", "max_tokens", "maxTokens", "thinking_budget_tokens", "tokens_per_second",
                  "input_cost", "output_cost", "input_tokens_cost", "cost.input", "group", "latency_ms", "input_length", "inputs", "id", "year", "requests",
                  "user", "cost", "created_by", "response_time", "time", "request_id"]
        texts = ["user", "prompt", "completion", "created_by", "user.region", "updated_by", "team", "request_id", "status", "ouput_tokens"]
        table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000], **{name: [5] for name in others}, "scopes": [["read"]],
                          "limits": [{"max_tokens": 5, "total_tokens": 5}], "batch": [5], "cached_at": [datetime.date(2026, 1, 1)]})
        self.assertEqual(both(table)["cost"].to_pylist(), [Decimal("0.0025")])
        table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000], **{name: ["a text"] for name in texts}})
        self.assertEqual(both(table)["cost"].to_pylist(), [Decimal("0.0025")])

    def test_a_column_that_stands_twice_is_said(self):
        for name in ("model", "day", "tier", "scope", "region"):
            table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array([1])], names=[name, name, "input_tokens"])
            for price in (today.cost_many, today.cost_stream):
                with self.assertRaisesRegex(UsageError, f"the column `{name}` stands twice in the table; drop or rename one"):
                    price(table, model="gpt-4o")

    def test_a_keyword_that_does_not_exist_is_an_error_at_once(self):
        table = pa.table({"model": ["gpt-4o"], "input_tokens": [1000]})
        for keywords in ({"tier": "x"}, {"scope": "x"}, {"region": ""}):
            with self.assertRaises(CallError) as one:
                today.cost("gpt-4o", {"input_tokens": 1000}, **keywords)
            for price in (today.cost_many, today.cost_stream):
                with self.assertRaises(CallError) as many:
                    price(table, **keywords)
                self.assertEqual(str(many.exception), str(one.exception))
        # The same in a row, and a model in any case, is a matter of the row.
        self.assertEqual(both(table.append_column("tier", [["x"]]))["status"].to_pylist(), ["unknown"])
        self.assertEqual(both(table.select(["input_tokens"]), model="no-such")["status"].to_pylist(), ["unknown"])


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Unknown(unittest.TestCase):
    def test_the_first_unknown_names_have_suggestions_and_the_others_a_plain_sentence(self):
        names = [f"gpt-4o-mine-{number}" for number in range(40)] * 2
        for days in (None, ["2026-11-01", "2026-11-02"] * 40):
            table = pa.table({"model": names, "input_tokens": [5] * 80})
            rows = both(table if days is None else table.append_column("day", [days]))
            self.assertEqual(set(rows["status"].to_pylist()), {"unknown"})
            reasons = rows["reason"].to_pylist()
            # The same name is told in the same words, on any day.
            self.assertEqual(reasons[:40], reasons[40:])
            for number, (name, reason) in enumerate(zip(names, reasons[:40])):
                plain = f"Model {name} not found in registry"
                self.assertEqual(reason == plain, number >= 16, reason)
                self.assertTrue(reason.startswith(plain))

    def test_twenty_thousand_names_that_nobody_knows_come_to_an_end(self):
        rows = 20_000
        table = pa.table({"model": [f"deployment-of-team-{number}" for number in range(rows)], "input_tokens": [1000] * rows})
        priced = today.cost_many(table)
        self.assertEqual((len(priced), priced.statuses), (rows, {"unknown": rows}))

    def test_rows_that_take_long_come_in_smaller_pieces_and_none_is_lost(self):
        rows = 30_000
        models = ["gpt-4o" if number % 3 == 0 else f"own-{number}" for number in range(rows)]
        table = pa.table({"number": list(range(rows)), "model": models, "input_tokens": [1000] * rows}).combine_chunks()
        pieces = list(pa.RecordBatchReader.from_stream(today.cost_stream(table, keep=["number", "model"])))
        self.assertGreater(len(pieces), 5)
        whole = pa.Table.from_batches(pieces)
        self.assertEqual(whole.select(["number", "model"]), table.select(["number", "model"]))
        self.assertEqual(whole["status"].to_pylist(), ["exact" if name == "gpt-4o" else "unknown" for name in models])

    @unittest.skipIf(os.name == "nt", "signals of POSIX")
    def test_somebody_who_interrupts_is_heard_within_a_batch_of_unknown_names(self):
        script = """
import os, signal, threading, pyarrow as pa, llmanac
# A shell may have left it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
rows = 2_000_000
batch = pa.record_batch({"model": pa.array(map(str, range(rows))), "input_tokens": pa.array([5] * rows, pa.int64())})
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    llmanac.cost_many(batch)
except KeyboardInterrupt:
    print("heard")
"""
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
        self.assertEqual(told.stdout.strip(), "heard", told.stderr)


@unittest.skipIf(pa is None, "pyarrow is not installed")
class Values(unittest.TestCase):
    def test_an_amount_that_has_no_room_is_not_called_exact(self):
        table = pa.table({"model": ["gpt-4o"] * 2, "input_tokens": [9_000_000_000_000_000, 1000]})
        first, second = both(table).to_pylist()
        self.assertEqual((first["cost"], first["status"]), (None, "unknown"))
        self.assertEqual(first["reason"], "22500000000 does not fit a decimal of 38 digits")
        self.assertEqual(second["status"], "exact")

    def test_whole_decimals_are_counts_as_sums_of_duckdb_are(self):
        counts = pa.array([Decimal(1000), None, Decimal(-1), Decimal(10) ** 30], pa.decimal128(38, 0))
        rows = both(pa.table({"model": ["gpt-4o"] * 4, "input_tokens": counts})).to_pylist()
        self.assertEqual([row["status"] for row in rows], ["exact", "invalid", "invalid", "invalid"])
        self.assertEqual(rows[0]["cost"], Decimal("0.0025"))
        self.assertEqual(rows[3]["reason"], f"input_tokens {10 ** 30} is no count")
        with self.assertRaisesRegex(UsageError, "`input_tokens` holds whole numbers, and is Decimal128"):
            today.cost_many(pa.table({"model": ["gpt-4o"], "input_tokens": pa.array([Decimal(5)], pa.decimal128(9, 2))}))

    def test_kept_categories_are_read_row_by_row(self):
        users = ["a", "b", None, "a", "c"]
        table = pa.table({"user": pa.array(users).dictionary_encode(), "input_tokens": [5] * 5})
        for part, wanted in ((table, users), (table.slice(2, 3), users[2:])):
            rows = today.cost_many(part, model="gpt-4o", keep="user").to_pylist()
            self.assertEqual([row["user"] for row in rows], wanted)

    def test_a_day_that_is_none_is_named(self):
        table = pa.table({"model": ["gpt-4o"] * 2, "input_tokens": [5, 5], "day": ["2026-11-31", "yesterday"]})
        reasons = both(table)["reason"].to_pylist()
        self.assertRegex(reasons[0], "^day `2026-11-31`: ")
        self.assertRegex(reasons[1], "^day `yesterday`: ")
        with self.assertRaisesRegex(UsageError, "`day` holds days .dates, timestamps, or texts such as `2026-11-23`., and is Int64"):
            today.cost_many(pa.table({"model": ["gpt-4o"], "input_tokens": [5], "day": [20261123]}))

    @unittest.skipIf(os.name == "nt", "signals of POSIX")
    def test_somebody_who_interrupts_is_heard_before_the_end(self):
        # An iterator that runs no Python, so that nobody else hears the signal; what it has left tells how far it was read.
        script = """
import operator, os, signal, threading, pyarrow as pa, llmanac
# A shell may have left it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
batch = pa.record_batch({"input_tokens": pa.array([5] * (1 << 16), pa.int64())})
source = iter([batch] * 2000)
reader = pa.RecordBatchReader.from_batches(batch.schema, source)
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    llmanac.cost_many(reader, model="gpt-4o")
except KeyboardInterrupt:
    print("heard, with more to read:", operator.length_hint(source) > 0)
"""
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
        self.assertEqual(told.stdout.strip(), "heard, with more to read: True", told.stderr)


if __name__ == "__main__":
    unittest.main()
