"""Models of the caller's own and overlays, laid over the catalog."""

from __future__ import annotations

import copy
import json
import pickle
import unittest
import warnings
from decimal import Decimal

import llmanac
from llmanac import CatalogError, CostUnknownError, ModelFamily, ModelRegistry

from own_model import own

registry = llmanac.get_model_registry()


class Registering(unittest.TestCase):
    def test_a_stated_model_says_what_was_stated_and_the_originals_defaults(self):
        model = own()
        self.assertEqual(
            (model.max_context_length, model.max_output_tokens, model.max_input_tokens), (128000, 4096, 128000)
        )
        self.assertIs(model.supports_temperature, True)
        self.assertIs(model.supports_vision, False)
        self.assertEqual(model.supported_input_types, set())
        self.assertIsNone(model.cost_per_1k_input_tokens)
        self.assertEqual(model, own())
        self.assertNotEqual(model, own(supports_vision=True))
        self.assertEqual(pickle.loads(pickle.dumps(model)), model)

    def test_what_is_stated_is_what_validation_and_prices_hold_to(self):
        mine = ModelRegistry.embedded()
        mine.register_model(own(supports_temperature=False, cost_per_1k_input_tokens=0.01, cost_per_1k_output_tokens=0.03))
        said = [str(issue) for issue in mine.validate_parameters_for_model("own-model", {"temperature": 1, "top_p": 1, "max_tokens": 5000})]
        self.assertEqual(
            said,
            [
                "Model own-model does not support temperature parameter",
                "max_tokens 5000 exceeds model limit 4096",
            ],
        )
        self.assertEqual(mine.calculate_request_cost("own-model", 1000, 500), Decimal("0.025"))
        self.assertEqual(mine.get_model("own-model"), own(supports_temperature=False, cost_per_1k_input_tokens=0.01, cost_per_1k_output_tokens=0.03))
        self.assertIn("own-model", mine.get_family_models(ModelFamily.AZURE_GPT_4O))
        self.assertNotIn("own-model", registry)

    def test_a_price_that_nobody_stated_is_never_nothing(self):
        mine = ModelRegistry()
        mine.register_model(own(cost_per_1k_input_tokens=0.01))
        with self.assertRaisesRegex(CostUnknownError, "no rate is known for output.text"):
            mine.calculate_request_cost("own-model", 1000, 500)
        mine.register_model(own(model_name="bare"))
        with self.assertRaises(CostUnknownError):
            mine.calculate_request_cost("bare", 1000, 500)

    def test_native_names_reach_the_wire(self):
        mine = ModelRegistry()
        mine.register_model(own(parameter_mappings={"max_tokens": "max_new_tokens", "own_switch": "switch"}))
        self.assertEqual(mine.get_parameter_mapping("own-model", "max_tokens"), "max_new_tokens")
        self.assertEqual(mine.get_parameter_mapping("own-model", "own_switch"), "switch")
        self.assertEqual(mine.get_parameter_mapping("own-model", "anything"), "anything")
        body = mine.convert_request_for_model([{"role": "user", "content": "Hi"}], "own-model", {"max_tokens": 5})
        self.assertEqual(body, {"messages": [{"role": "user", "content": "Hi"}], "max_new_tokens": 5})

    def test_a_family_and_a_provider_may_be_new(self):
        mine = ModelRegistry()
        mine.register_model(own(provider="my_gateway", model_family="my_family"))
        model = mine.get_model("own-model")
        self.assertEqual((model.provider, model.model_family), ("my_gateway", "my_family"))
        self.assertEqual(mine.get_family_models("my_family"), ["own-model"])

    def test_a_model_of_which_nothing_is_known_reads_what_its_providers_stand_in_reads(self):
        mine = ModelRegistry()
        for provider, key in (
            ("bedrock", "inferenceConfig"), ("vertex", "generationConfig"), ("azure_openai", "max_tokens"), ("my_gateway", "max_tokens"),
        ):
            mine.register_model(own(model_name=f"of-{provider}", provider=provider, model_family="my_family"))
            body = mine.convert_request_for_model([{"role": "user", "content": "Hi"}], f"of-{provider}", {"max_tokens": 5})
            self.assertIn(key, body, provider)

    def test_a_taken_name_is_replaced_on_purpose_only(self):
        mine = ModelRegistry.embedded()
        with self.assertRaisesRegex(CatalogError, "taken"):
            mine.register_model(own(model_name="gpt-4o"))
        mine.register_model(own(model_name="gpt-4o"), replace=True)
        self.assertEqual(mine.get_model("gpt-4o").display_name, "Own")
        self.assertEqual(mine.get_family_models(ModelFamily.AZURE_GPT_4O).count("gpt-4o"), 1)

    def test_many_models_are_registered_all_or_none(self):
        mine = ModelRegistry()
        mine.register_models(own(model_name=f"m-{number}") for number in range(100))
        self.assertEqual(len(mine), 100)
        with self.assertRaises(CatalogError):
            mine.register_models([own(model_name="new"), own(model_name="m-5")])
        self.assertNotIn("new", mine)

    def test_a_deprecated_model_leads_to_its_replacement(self):
        mine = ModelRegistry()
        mine.register_model(own(model_name="newer", cost_per_1k_input_tokens=1))
        mine.register_model(own(is_deprecated=True, deprecation_date="2024-06-01", replacement_model="newer"))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.assertEqual(mine.migrate_to_supported_model("own-model"), "newer")
        self.assertIs(caught[0].category, llmanac.ModelDeprecatedWarning)
        self.assertEqual(mine.migrate("own-model").chain, ["azure_openai/own-model", "azure_openai/newer"])
        self.assertEqual(mine.migrate_to_supported_model("newer"), "newer")

    def test_a_snapshot_does_not_change(self):
        mine = ModelRegistry()
        before = mine.snapshot()
        mine.register_model(own())
        self.assertNotIn("own-model", before)
        self.assertIn("own-model", mine)

    def test_a_registry_is_true_though_it_is_empty(self):
        mine = ModelRegistry()
        self.assertEqual(len(mine), 0)
        self.assertTrue(mine)
        self.assertTrue(mine.snapshot())

    def test_a_registry_of_its_own_is_not_taken_for_its_copy(self):
        mine = ModelRegistry()
        for copied in (copy.copy, copy.deepcopy):
            with self.assertRaisesRegex(TypeError, "a registry of its own is not copied; its snapshot"):
                copied(mine)
            # What does not change, and what is one for the whole program.
            held = mine.snapshot()
            self.assertIs(copied(held), held)
            self.assertIs(copied(registry), registry)

    def test_an_overlay_is_laid_on_top_or_refused_with_every_reason(self):
        mine = ModelRegistry.embedded()
        mine.add_overlay('[[model]]\nname = "support-bot"\nextends = "gpt-4o-mini"\nlimits = [{ output = 2000 }]\n')
        self.assertEqual(mine.get_model("support-bot").max_output_tokens, 2000)
        self.assertEqual(mine.overlays, ["llmanac.toml"])
        with self.assertRaises(CatalogError) as raised:
            mine.add_overlay('[[model]]\nname = "x"\nextends = "gpt-40"\n', "other.toml")
        self.assertIn("other.toml:3", raised.exception.problems[0])

    def test_another_catalog_becomes_an_overlay(self):
        table = {"my/model": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}}
        imported = ModelRegistry.import_catalog("litellm", json.dumps(table))
        self.assertEqual(imported.taken, 1)
        mine = ModelRegistry.embedded()
        mine.add_overlay(imported.overlay, "litellm.toml")
        self.assertEqual(mine.calculate_request_cost("my/model", 1000, 500), Decimal("0.002"))


if __name__ == "__main__":
    unittest.main()
