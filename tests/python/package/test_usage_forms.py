"""Usage in whatever form it comes: nothing of it is lost, and what is wrong with it is what the error says."""

from __future__ import annotations

import unittest
from decimal import Decimal

import llmanac
from llmanac import CallError, UsageError

registry = llmanac.get_model_registry()
today = registry.as_of("2026-11-23")

CHAT = {
    "model": "gpt-4o-2024-08-06",
    "service_tier": "batch",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500, "prompt_tokens_details": {"cached_tokens": 400}},
}


class Lost(unittest.TestCase):
    def test_counts_of_a_form_that_the_others_are_not_of_are_refused_by_name(self):
        for model, usage, wanted in (
            ("gpt-4o", {"prompt_tokens": 5, "output_tokens": 3_000_000}, "completion_tokens is not stated"),
            ("gpt-4o", {"usage": {"prompt_tokens": 5, "output_tokens": 3_000_000}}, "completion_tokens is not stated"),
            ("gpt-4o", {"prompt_tokens": 5, "completion_token": 5}, "completion_tokens is not stated"),
            ("gemini-2.5-pro", {"promptTokenCount": 5, "candidatesTokensCount": 3_000_000}, "`candidatesTokensCount` is no part"),
            (
                "claude-sonnet-4-5",
                {"prompt_tokens": 1000, "completion_tokens": 5, "total_tokens": 1005, "cache_creation_input_tokens": 50},
                "`cache_creation_input_tokens` is no part",
            ),
            (
                "gpt-4o",
                {"input_tokens": 1000, "output_tokens": 5, "input_token_details": {"cache_read": 900}},
                "`input_token_details.cache_read` is no part",
            ),
            ("gpt-4o", {"input_tokens": 1000, "output_tokens": 5, "details": {"cached_tokens": 900}}, "`details.cached_tokens` is no part"),
        ):
            with self.subTest(usage=usage), self.assertRaisesRegex(UsageError, wanted):
                today.cost(model, usage)

    def test_a_new_count_within_a_response_is_told(self):
        cost = today.cost("gpt-4o", CHAT | {"usage": CHAT["usage"] | {"hologram_tokens": 7}})
        self.assertEqual([(note.code, note.key) for note in cost.notes], [("unknown_count", "usage.hologram_tokens")])

    def test_what_chooses_the_price_is_read_or_refused_beside_the_counts(self):
        for key, word, keyword in (("service_tier", "batch", "tier"), ("tier", "batch", "tier"), ("day", "2024-06-01", "at"), ("region", "eastus", "region")):
            usage = {"prompt_tokens": 1000, "completion_tokens": 5, key: word}
            with self.subTest(key=key), self.assertRaisesRegex(UsageError, f"`{key}` beside these counts .* state it as {keyword}="):
                today.cost("gpt-4o", usage)
        usage = {"input_tokens": 1000, "output_tokens": 5, "cache_read_input_tokens": 0, "service_tier": "batch"}
        self.assertEqual(today.cost("bedrock/claude-sonnet-4-5", usage).offer.split("/")[-1], "batch")
        # An object of a client has the key, and nothing under it.
        self.assertEqual(today.cost("gpt-4o", {"prompt_tokens": 1, "completion_tokens": 0, "service_tier": None}).status, "exact")

    def test_a_total_beside_counts_of_ours_must_be_theirs(self):
        self.assertEqual(today.cost("gpt-4o", {"input_tokens": 5, "output_tokens": 5, "total_tokens": 10}).total, Decimal("0.0000625"))
        self.assertEqual(today.cost("gpt-4o", {"input_tokens": 5, "total_tokens": 5}).total, Decimal("0.0000125"))
        with self.assertRaisesRegex(UsageError, "total_tokens 1005 is not input_tokens and output_tokens together, 10"):
            today.cost("gpt-4o", {"input_tokens": 5, "output_tokens": 5, "total_tokens": 1005})

    def test_counts_of_a_row_of_a_table_are_read_as_the_table_is(self):
        row = {"input_tokens": 1000.0, "cache_read_tokens": None, "output_tokens": 5}
        self.assertEqual(today.cost("gpt-4o", row).total, today.cost("gpt-4o", {"input_tokens": 1000, "output_tokens": 5}).total)
        for row, wanted in (
            ({"input_tokens": None, "output_tokens": None}, "every count is null"),
            ({"input_tokens": 1000.5}, "no whole number"),
        ):
            with self.subTest(row=row), self.assertRaisesRegex(UsageError, wanted):
                today.cost("gpt-4o", row)

    def test_what_was_probably_meant_is_not_another_count(self):
        with self.assertRaisesRegex(UsageError, "did you mean `cache_read_tokens`"):
            today.cost("gpt-4o", {"cached_input_tokens": 5})
        with self.assertRaisesRegex(UsageError, "that is a meter"):
            today.cost("gpt-4o", {"input.text": 5, "output_tokens": 5, "cache_read_tokens": 0})


class Errors(unittest.TestCase):
    def test_an_error_of_the_circumstances_is_told_of_a_usage_alone_as_of_a_response(self):
        usage = {"prompt_tokens": 5, "completion_tokens": 5, "total_tokens": 10}
        for stated in ({"tier": "priority", "scope": "eu"}, {"region": "mars"}, {"scope": "zone:mars"}):
            said = []
            for told in (usage, {"usage": usage}):
                with self.assertRaises(llmanac.LlmanacError) as caught:
                    today.cost("gpt-4o", told, **stated)
                said.append((type(caught.exception), str(caught.exception)))
            self.assertEqual(said[0], said[1], stated)
        with self.assertRaises(CallError):
            today.cost("gpt-4o", usage, region="mars")

    def test_a_wrong_count_of_a_usage_alone_is_named(self):
        with self.assertRaisesRegex(UsageError, "prompt_tokens -5 is negative"):
            today.cost("gpt-4o", {"prompt_tokens": -5, "completion_tokens": 5})


class Read(unittest.TestCase):
    def test_what_was_read_costs_what_the_response_does(self):
        answer = today.parse(CHAT, surface="azure_openai.chat", model="gpt-4o")
        whole = today.cost("gpt-4o", CHAT)
        self.assertEqual(whole.offer, "global/batch")
        for told in (answer, answer.usage, today.usage(CHAT, surface="azure_openai.chat")):
            cost = today.cost("gpt-4o@2024-08-06", told)
            self.assertEqual((cost.total, cost.offer), (whole.total, whole.offer))
        meters = answer.usage.invocations[0].meters
        self.assertEqual(today.cost("gpt-4o@2024-08-06", meters, tier="batch").total, whole.total)

    def test_what_leaves_the_cost_of_a_response_open_leaves_that_of_its_usage_open(self):
        usage = today.usage(CHAT | {"service_tier": "quantum"}, surface="azure_openai.chat")
        with self.assertRaisesRegex(UsageError, "quantum.*the cost is not known"):
            today.cost("gpt-4o", usage)
        self.assertEqual(today.cost("gpt-4o", usage, tier="batch").offer, "global/batch")
        with self.assertRaisesRegex(UsageError, "it says the tier batch, and the call standard"):
            today.cost("gpt-4o", today.usage(CHAT, surface="azure_openai.chat"), tier="standard")

    def test_several_calls_in_one_are_priced_each_by_itself(self):
        call = {"model": None, "meters": {"input.text": 1}}
        with self.assertRaisesRegex(UsageError, "it holds 2 calls"):
            today.cost("gpt-4o", {"invocations": [call, call], "fees": {}})


class Shared(unittest.TestCase):
    def test_the_provider_of_a_shared_name_is_among_what_was_assumed(self):
        cost = today.cost("deepseek-v3.1", {"input_tokens": 1_000_000})
        (provider,) = [one for one in cost.assumed if one.what == "provider"]
        self.assertEqual(provider.value, cost.model.split("/")[0])
        self.assertIn("azure_foundry/deepseek-v3.1", provider.because)
        named = today.cost(cost.model, {"input_tokens": 1_000_000})
        self.assertNotIn("provider", [one.what for one in named.assumed])


if __name__ == "__main__":
    unittest.main()
