"""What must not be lost, mixed up or left over: counts, pickled models, exceptions of conversions, the day, places."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
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
            ("claude-sonnet-4-5", {"input_tokens": 1000, "cache_read_tokens": 900, "output_tokens": 10, "tags": {}}, "cache_read_tokens"),
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
        # Written out, each would be half a minute.
        for count in (Decimal("1e1000000"), Decimal("-1e999999"), Decimal(10**30)):
            with self.assertRaisesRegex(ValueError, "input_tokens: a whole number of more than 64 bits"):
                today.cost("gpt-4o", {"input_tokens": count})
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


OVERLAY = '[[model]]\nname = "gpt-4o-own"\nextends = "gpt-4o"\n'


class Pickles(unittest.TestCase):
    def test_only_what_is_of_the_catalog_travels_by_its_name(self):
        mine = ModelRegistry.embedded()
        mine.add_overlay(OVERLAY, "own.toml")
        with self.assertRaisesRegex(TypeError, r"azure_openai/gpt-4o-own is not as the catalog has it \(layer `own.toml`\).*pickle its name"):
            pickle.dumps(mine.get_model("gpt-4o-own"))
        model = mine.get_model("gpt-4o")
        self.assertEqual(pickle.loads(pickle.dumps(model)), model)

    def test_a_model_that_an_overlay_changed_is_refused(self):
        mine = ModelRegistry.embedded()
        mine.add_overlay('[[model]]\nname = "gpt-4o"\nprovider = "azure_openai"\nreplace = true\nextends = "gpt-4o-mini"\n', "own.toml")
        with self.assertRaisesRegex(TypeError, "not as the catalog has it"):
            pickle.dumps(mine.get_model("gpt-4o"))

    def test_another_catalog_and_another_name_are_refused(self):
        again, (name, day, digest) = today.get_model("gpt-4o").__reduce__()
        self.assertEqual(again(name, day, digest).id, name)
        with self.assertRaisesRegex(ValueError, "pickled with the catalog 000000000000"):
            again(name, day, "0" * 64)
        with self.assertRaisesRegex(ValueError, "gpt-4o means azure_openai/gpt-4o here"):
            again("gpt-4o", day, digest)

    def test_what_the_receiver_added_changes_no_model(self):
        said = in_a_process(
            "import llmanac, pickle\n"
            "registry = llmanac.get_model_registry()\n"
            "sent = pickle.dumps(registry.get_model('gpt-4o-mini'))\n"
            "registry.add_overlay('[[model]]\\nname = \"gpt-4o-mini-own\"\\nextends = \"gpt-4o-mini\"\\n')\n"
            "print(pickle.loads(sent) == registry.get_model('gpt-4o-mini'), pickle.loads(sent).id)\n"
            "try: pickle.dumps(registry)\n"
            "except TypeError as error: print(error)\n"
        )
        self.assertEqual(
            said,
            "True azure_openai/gpt-4o-mini\n"
            "a registry that was added to (llmanac.toml) cannot be pickled; pickle what was added, and add it there too",
        )

    def test_a_view_says_what_to_do(self):
        with self.assertRaisesRegex(TypeError, "a view of a registry on a day cannot be pickled; pickle the day"):
            pickle.dumps(today)


class Days(unittest.TestCase):
    def test_a_wrong_day_of_the_environment_is_an_error_where_a_day_is_wanted(self):
        ask = "import llmanac; registry = llmanac.get_model_registry(); print(registry.day)"
        wrong = "llmanac._errors.CallError: LLMANAC_TODAY: `23.11.2026` is no day; a day is written as 2024-06-01"
        self.assertEqual(in_a_process(ask, LLMANAC_TODAY="23.11.2026"), wrong)
        for question in ("llmanac.get_model_metadata('gpt-4o')", "registry.get_model('gpt-4o')", "'gpt-4o' in registry"):
            self.assertEqual(in_a_process(f"{ask[:-21]}; {question}", LLMANAC_TODAY="23.11.2026"), wrong, question)
        self.assertEqual(in_a_process(ask, LLMANAC_TODAY=" 2024-06-01\n"), "2024-06-01")
        self.assertRegex(in_a_process(ask, LLMANAC_TODAY=" "), r"^\d{4}-\d\d-\d\d$")
        stated = "import llmanac; print(llmanac.get_model_registry().as_of('2024-06-01').day)"
        self.assertEqual(in_a_process(stated, LLMANAC_TODAY="x"), "2024-06-01")


class Overlays(unittest.TestCase):
    def test_the_name_of_a_file_is_no_overlay(self):
        for text in ("overlay.toml", "../terms/own.toml\n"):
            with self.assertRaisesRegex(CatalogError, r"is no TOML; a file is read by its path: pathlib.Path\("):
                ModelRegistry().add_overlay(text)
        ModelRegistry.embedded().add_overlay("# as in own.toml")


if __name__ == "__main__":
    unittest.main()
