"""What a call costs: by counts, raw responses and objects of SDKs, in its circumstances."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import unittest
from decimal import Decimal

import llmanac
from llmanac import CallError, LlmanacError, ModelNotFoundError, UsageError

registry = llmanac.get_model_registry()
today = registry.as_of("2026-11-23")


class Costs(unittest.TestCase):
    def test_a_call_costs_the_same_by_every_way(self):
        for name in ("gpt-4o", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gemini-2.5-pro", "gpt-4o-mini"):
            long = today.cost(name, {"input_tokens": 1234, "output_tokens": 567})
            self.assertEqual(today.calculate_request_cost(name, 1234, 567), long.total, name)
            self.assertEqual(long.status, "exact")
            self.assertEqual(sum(line.amount for line in long.lines), long.total)

    def test_counts_are_those_of_the_command(self):
        cost = today.cost("gpt-4o", {"input_tokens": 1000, "cache_read_tokens": 400, "output_tokens": 500})
        self.assertEqual(cost.usage, {"input.text": 600, "cache_read.text": 400, "output.text": 500})
        self.assertIsInstance(cost.total, Decimal)
        self.assertIsInstance(cost.lines[0].rate, Decimal)
        self.assertEqual(str(cost), f"{cost.total} USD")
        self.assertEqual(today.cost("gpt-4o", {"input_tokens": 0}).total, 0)
        with self.assertRaises(UsageError):
            today.cost("gpt-4o", {"input_tokens": 10, "cache_read_tokens": 20})
        # What states nothing consumed what nobody knows.
        for nothing in ({}, {"usage": {}}, {"usage": None}, [], None):
            with self.assertRaises(UsageError):
                today.cost("gpt-4o", nothing)

    def test_a_raw_response_and_an_object_of_an_sdk_cost_the_same(self):
        response = {
            "model": "gpt-4o-2024-08-06",
            "choices": [],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500},
        }

        class Model:
            """Built like the models of pydantic."""

            def model_dump(self, mode="python"):
                assert mode == "json"
                return response

        class Plain:
            def to_dict(self):
                return response

        costs = [today.cost("gpt-4o", told) for told in (response, Model(), Plain(), json.dumps(response), json.dumps(response).encode())]
        for cost in costs:
            self.assertEqual(cost.total, Decimal("0.0075"))
            self.assertEqual(cost.version, "2024-08-06")
        self.assertEqual(today.cost("gpt-4o", response["usage"]).total, Decimal("0.0075"))

    def test_each_providers_usage_is_read(self):
        for name, usage, total in (
            ("claude-sonnet-4-5", {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}, "0.0045"),
            ("claude-sonnet-4-5", {"input_tokens": 1000, "output_tokens": 100, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}, "0.0045"),
            ("gemini-2.5-pro", {"promptTokenCount": 1000, "candidatesTokenCount": 100, "totalTokenCount": 1100}, "0.00225"),
            ("gemini-2.5-pro", {"prompt_token_count": 1000, "candidates_token_count": 100, "total_token_count": 1100}, "0.00225"),
        ):
            self.assertEqual(today.cost(name, usage).total, Decimal(total), (name, usage))

    def test_the_circumstances_count(self):
        batch = today.cost("gpt-4o", {"input_tokens": 1000}, tier="batch")
        self.assertEqual(batch.offer, "global/batch")
        then = registry.cost("gpt-4o", {"input_tokens": 1000}, at=datetime.date(2024, 6, 1))
        self.assertEqual(then.total, Decimal("0.005"))
        self.assertEqual(registry.cost("gpt-4o", {"input_tokens": 1000}, at="2024-06-01").total, then.total)
        with self.assertRaisesRegex(CallError, "did you mean"):
            today.cost("gpt-4o", {"input_tokens": 1000}, region="eastuss")
        with self.assertRaises(CallError):
            today.cost("gpt-4o", {"input_tokens": 1000}, tier="batsch")
        bounds = today.cost("gpt-4o", {"input_tokens": 1000}, bound=True)
        self.assertEqual(bounds.status, "bounded")
        self.assertLess(bounds.low, bounds.high)

    def test_what_has_no_price_is_an_error_and_no_zero(self):
        with self.assertRaises(ModelNotFoundError):
            llmanac.calculate_request_cost("gpt-40", 1, 1)
        unpriced = [name for name, model in today.get_all_models().items() if model.cost_per_1k_input_tokens is None]
        for name in unpriced[:50]:
            with self.assertRaises(LlmanacError):
                today.calculate_request_cost(name, 1000, 1000)

    def test_an_answer_is_a_dictionary_too(self):
        cost = today.cost("gpt-4o", {"input_tokens": 1000, "output_tokens": 500})
        self.assertEqual(cost["total"], cost.total)
        self.assertEqual(pickle.loads(pickle.dumps(cost)), cost)
        self.assertEqual(copy.deepcopy(cost), cost)
        self.assertIsInstance(copy.copy(cost), llmanac.Cost)
        self.assertIn("total", dir(cost))
        with self.assertRaises(AttributeError):
            cost.amount


if __name__ == "__main__":
    unittest.main()
