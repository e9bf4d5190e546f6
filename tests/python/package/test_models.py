"""Models: found by their names, listed, compared, pickled, shown, chosen."""

from __future__ import annotations

import copy
import pickle
import unittest
from decimal import Decimal

import llmanac
from llmanac import CallError, InputMediaType, LLMProvider, ModelFamily, ModelNotFoundError, ModelRegistry, OutputMediaType

from own_model import own

registry = llmanac.get_model_registry()
today = registry.as_of("2026-11-23")


class Models(unittest.TestCase):
    def test_a_model_is_found_in_any_spelling_or_is_none(self):
        for name in ("gpt-4o", "azure_openai/gpt-4o", "azure/gpt-4o", "GPT-4o", "gpt-4o@2024-08-06"):
            self.assertEqual(llmanac.get_model_metadata(name).id, "azure_openai/gpt-4o", name)
        self.assertIsNone(llmanac.get_model_metadata("gpt-40"))
        self.assertIn("gpt-4o", registry)
        self.assertNotIn("gpt-40", registry)
        self.assertEqual(registry["gpt-4o@2024-05-13"].version, "2024-05-13")
        with self.assertRaises(ModelNotFoundError) as raised:
            registry["gpt-4o-minni"]
        self.assertIsInstance(raised.exception, LookupError)
        self.assertIn("gpt-4o-mini", raised.exception.suggestions)

    def test_every_name_that_is_listed_means_the_model(self):
        models = registry.get_all_models()
        self.assertEqual(len(models), len(registry))
        for name, model in models.items():
            self.assertEqual(registry.get_model(name).id, model.id)
        for provider in registry.providers():
            for name in registry.get_provider_models(provider):
                self.assertEqual(registry.get_model(name).provider, provider)

    def test_a_model_can_be_compared_copied_and_pickled(self):
        model = today.get_model("gpt-4o")
        self.assertEqual(model, today.get_model("azure_openai/gpt-4o"))
        self.assertEqual(hash(model), hash(today.get_model("azure_openai/gpt-4o")))
        self.assertNotEqual(model, today.get_model("gpt-4o-mini"))
        self.assertNotEqual(model, registry.as_of("2024-06-01").get_model("gpt-4o"))
        self.assertNotEqual(model, "gpt-4o")
        for again in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
            self.assertEqual(again, model)
        version = model.with_version("2024-05-13")
        self.assertEqual(pickle.loads(pickle.dumps(version)), version)
        self.assertEqual(repr(version), "<ModelMetadata azure_openai/gpt-4o@2024-05-13 on 2026-11-23>")

    def test_the_types_are_those_of_the_original(self):
        model = today.get_model("gpt-4o")
        self.assertEqual(model.supported_input_types, {InputMediaType.TEXT, InputMediaType.IMAGE})
        self.assertEqual(model.supported_output_types, {OutputMediaType.TEXT, OutputMediaType.JSON})
        self.assertIsInstance(model.provider, LLMProvider)
        self.assertIsInstance(model.model_family, ModelFamily)
        self.assertEqual(model.cost_per_1k_input_tokens, 0.0025)
        self.assertEqual(model.usd_per_1k("input.text"), Decimal("0.0025"))
        self.assertIsNone(model.usd_per_1k("output.audio"))
        self.assertEqual(model.show().id, "azure_openai/gpt-4o")

    def test_the_registry_is_one_and_pickles_as_itself(self):
        self.assertIs(llmanac.get_model_registry(), registry)
        self.assertIs(pickle.loads(pickle.dumps(registry)), registry)
        with self.assertRaises(TypeError):
            pickle.dumps(ModelRegistry())

    def test_notebooks_show_tables(self):
        self.assertIn("<table>", today.get_model("gpt-4o")._repr_html_())
        cost = today.cost("gpt-4o", {"input_tokens": 1000, "output_tokens": 500})
        self.assertIn("0.0075 USD", cost._repr_html_())
        shown = own(display_name="<script>")._repr_html_()
        self.assertNotIn("<script>", shown)

    def test_models_are_selected_compared_and_migrated(self):
        chosen = today.select("complex_task", needs=["tools"], min_output=8000)
        self.assertEqual([model.cost.total for model in chosen.models], sorted(model.cost.total for model in chosen.models))
        self.assertEqual(today.get_model(today.select_cost_effective_model("complex_task", 8000)).supports_function_calling, True)
        with self.assertRaisesRegex(CallError, "known"):
            today.select("no_task")
        self.assertEqual(today.select(providers="gemini", input_tokens=1000, output_tokens=10).models[0].id.split("/")[0], "gemini")
        compared = today.compare("gpt-4o", "gpt-4o-mini", usage={"input_tokens": 1000, "output_tokens": 100})
        self.assertEqual(compared.costs[0].name, "gpt-4o-mini")
        self.assertIsInstance(compared.costs[0].total, Decimal)
        self.assertEqual(registry.as_of("2024-07-01").migrate("gpt-3.5-turbo-16k").to, "azure_openai/gpt-3.5-turbo")
        self.assertEqual(today.resolve("us.anthropic.claude-3-5-sonnet-20241022-v2:0").matched, "profile")


if __name__ == "__main__":
    unittest.main()
