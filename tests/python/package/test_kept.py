"""What must not be lost, mixed up or left over: counts, pickled models, exceptions of conversions, the day, places."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import unittest
from decimal import Decimal

import llmanac
from llmanac import CatalogError, ConversionError, ModelMetadata, ModelRegistry, UsageError

registry = llmanac.get_model_registry()
today = registry.as_of("2026-11-23")


def in_a_process(code, **environment):
    """What a program of its own prints: the shared registry and the day are one a process."""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **environment}
    )
    return ran.stdout.strip() if ran.returncode == 0 else ran.stderr.strip().splitlines()[-1]


class Counts(unittest.TestCase):
    def test_a_key_beside_counts_takes_none_of_them_away(self):
        """Each row: a model, counts of ours with something beside, and their lines or the error."""
        claude = "claude-sonnet-4-5"
        cached = {"input_tokens": 1000, "cache_read_tokens": 900, "output_tokens": 10}
        lines = {"input.text": 100, "cache_read.text": 900, "output.text": 10}
        for model, usage, wanted in (
            (claude, {**cached, "total_tokens": 1010}, lines),
            (claude, {**cached, "total_tokens": None}, lines),
            (claude, {**cached, "total_tokens": 1011}, "total_tokens 1011 is not input_tokens and output_tokens together, 1010"),
            (claude, {**cached, "total_tokens": "1010"}, 'total_tokens "1010" is not input_tokens'),
            (claude, {**cached, "cache_creation_input_tokens": 5}, "`cache_creation_input_tokens`; did you mean `cache_write_tokens`"),
            ("gpt-4o", {"input_tokens": 1000, "output_tokens": 10, "input_audio_tokens": 500, "user": "a"}, "no usage key `user`"),
            ("gpt-4o", {"gen_ai.usage.input_tokens": 10, "total_tokens": 10}, {"input.text": 10}),
        ):
            with self.subTest(usage=usage):
                if isinstance(wanted, str):
                    with self.assertRaisesRegex(UsageError, wanted):
                        today.cost(model, usage)
                else:
                    self.assertEqual({line.meter: line.quantity for line in today.cost(model, usage).lines}, wanted)

    def test_a_count_that_a_providers_form_passes_over_is_named(self):
        for model, usage, key in (
            ("claude-sonnet-4-5", {"input_tokens": 1000, "cached_tokens": 300, "output_tokens": 10}, "cached_tokens"),
            ("gpt-4o", {"input_tokens": 1000, "cached_tokens": 300, "output_tokens": 10}, "cached_tokens"),
            ("gpt-4o", {"prompt_tokens": 1000, "completion_tokens": 10, "cached_tokens": 300}, "cached_tokens"),
            ("gpt-4o", {"prompt_tokens": 1000, "completion_tokens": 10, "cache_read_input_tokens": 300}, "cache_read_input_tokens"),
            ("gemini-2.5-pro", {"promptTokenCount": 10, "candidatesTokenCount": 5, "cachedTokenCount": 3}, "cachedTokenCount"),
        ):
            with self.subTest(usage=usage), self.assertRaisesRegex(UsageError, f"`{key}` is no part of such a usage object"):
                today.cost(model, usage)

    def test_what_providers_send_flat_is_read_as_before(self):
        for model, usage, wanted in (
            ("gpt-4o", {"prompt_tokens": 1000, "completion_tokens": 10, "total_tokens": 1010}, 1010),
            ("gpt-4o", {"prompt_tokens": 1000, "completion_tokens": 10, "cached_tokens": 0, "latency": 5}, 1010),
            ("claude-sonnet-4-5", {"input_tokens": 10, "cache_read_input_tokens": 5, "output_tokens": 3, "service_tier": "standard"}, 18),
            ("claude-sonnet-4-5", {"inputTokens": 10, "outputTokens": 5, "cacheReadInputTokens": 3, "cacheReadInputTokenCount": 3, "totalTokens": 18}, 18),
            ("gemini-2.5-pro", {"prompt_token_count": 10, "cached_content_token_count": 4, "candidates_token_count": 5, "total_token_count": 15}, 15),
        ):
            with self.subTest(usage=usage):
                self.assertEqual(sum(line.quantity for line in today.cost(model, usage).lines), wanted)


class Values(unittest.TestCase):
    def test_a_decimal_with_a_large_exponent_is_refused_at_once(self):
        begun = time.perf_counter()
        for count in (Decimal("1e1000000"), Decimal("-1e999999"), Decimal(10**30)):
            with self.assertRaisesRegex(ValueError, "input_tokens: a whole number of more than 64 bits"):
                today.cost("gpt-4o", {"input_tokens": count})
        # Written out it would be half a minute.
        self.assertLess(time.perf_counter() - begun, 5)
        self.assertEqual(today.cost("gpt-4o", {"input_tokens": Decimal("1e3")}).total, Decimal("0.0025"))

    def test_objects_and_mappings_share_one_count_of_levels(self):
        class Nest:
            def __init__(self, left):
                self.left = left

            def to_dict(self):
                return {"a": Nest(self.left - 1)} if self.left else {}

        def nest(left):
            return {"a": nest(left - 1)} if left else {}

        for value in (nest(150), Nest(75)):
            with self.assertRaisesRegex(ValueError, r"a\.a\.a.*: a value of more than 100 levels is not read"):
                today.cost("gpt-4o", value)

    def test_a_small_stack_is_enough(self):
        said = in_a_process(
            "import threading, llmanac\n"
            "class Nest:\n"
            "    def __init__(self, left): self.left = left\n"
            "    def to_dict(self): return {'a': Nest(self.left - 1)}\n"
            "value = 1\n"
            "for _ in range(150): value = {'a': value}\n"
            "def run():\n"
            "    for told in (value, Nest(75)):\n"
            "        try: llmanac.get_model_registry().cost('gpt-4o', told)\n"
            "        except ValueError as error: print('levels' in str(error), end=' ')\n"
            "threading.stack_size(128 * 1024)\n"
            "thread = threading.Thread(target=run)\n"
            "thread.start(); thread.join()\n"
        )
        self.assertEqual(said, "True True")

    def test_a_place_has_indexes(self):
        def request(text):
            return {"messages": [{"role": "user", "content": "Hi"}, {"role": "user", "content": [{"type": "text", "text": text}]}]}

        for text, said in (
            (float("nan"), r"^messages\[1\].content\[0\].text: NaN is no number of JSON$"),
            ("\ud800", r"^messages\[1\].content\[0\].text: a text with half of a surrogate pair is no text of JSON$"),
            (object(), r"^messages\[1\].content\[0\].text: object is no JSON value$"),
        ):
            with self.assertRaisesRegex((ValueError, TypeError), said):
                today.convert("gpt-4o", request(text))


def own(**stated):
    usual = {"model_name": "own-model", "provider": "azure_openai", "model_family": "mine", "display_name": "Own"}
    return ModelMetadata(**{**usual, **stated})


class Conversions(unittest.TestCase):
    request = {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 5}

    def raising(self, error):
        def convert(_request):
            raise error

        mine = ModelRegistry()
        mine.register_model(own(converter_fn=convert, cost_per_1k_input_tokens=1, cost_per_1k_output_tokens=1))
        return mine

    def test_an_exception_is_that_of_its_own_call(self):
        mine = self.raising(KeyError("first"))
        report = mine.portability([{**self.request, "model": "own-model"}], models="own-model")
        self.assertEqual(report.models[0].verdicts.unchanged, 0)
        with self.assertRaisesRegex(KeyError, "first"):
            mine.convert_request_for_model(self.request["messages"], "own-model")
        other = ModelRegistry()
        other.register_model(own(converter_fn=lambda request: ["no", "object"]))
        try:
            other.convert_request_for_model(self.request["messages"], "own-model")
        except ConversionError as error:
            self.assertNotIn("first", str(error))

    def test_what_is_no_mere_error_ends_portability(self):
        for ending in (KeyboardInterrupt(), SystemExit(3)):
            with self.assertRaises(type(ending)):
                self.raising(ending).portability([{**self.request, "model": "own-model"}], models="own-model")


if __name__ == "__main__":
    unittest.main()
