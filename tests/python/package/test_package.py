"""What the package promises beyond the original's snippets."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import unittest
import warnings
from decimal import Decimal

import llmanac
from llmanac import (
    UNKNOWN,
    CallError,
    CatalogError,
    ConversionError,
    CostUnknownError,
    InputMediaType,
    Issue,
    LlmanacError,
    LLMProvider,
    ModelFamily,
    ModelMetadata,
    ModelNotFoundError,
    ModelRegistry,
    OutputMediaType,
    ProviderError,
    UsageError,
)

registry = llmanac.get_model_registry()
today = registry.as_of("2026-11-23")


def own(**stated):
    """A model of the caller's own; what is stated differs from the plain one."""
    plain = {
        "model_name": "own-model",
        "provider": LLMProvider.AZURE_OPENAI,
        "model_family": ModelFamily.AZURE_GPT_4O,
        "display_name": "Own",
    }
    return ModelMetadata(**{**plain, **stated})


class Ids(unittest.TestCase):
    def test_a_member_is_its_text_and_a_key_like_it(self):
        self.assertEqual(ModelFamily.AZURE_GPT_4O, "azure_gpt_4o")
        self.assertEqual({ModelFamily.AZURE_GPT_4O: 1}["azure_gpt_4o"], 1)
        self.assertIsInstance(LLMProvider.GEMINI, str)
        self.assertEqual(f"{ModelFamily.GEMINI_PRO}", "gemini_pro")
        self.assertEqual(LLMProvider.BEDROCK.value, "bedrock")
        self.assertEqual(LLMProvider.BEDROCK.name, "BEDROCK")
        self.assertIs(LLMProvider("bedrock"), LLMProvider.BEDROCK)
        self.assertIs(LLMProvider["BEDROCK"], LLMProvider.BEDROCK)
        self.assertEqual(json.dumps(OutputMediaType.JSON), '"json"')

    def test_any_other_text_is_a_value_too(self):
        family = ModelFamily("my_family")
        self.assertEqual(family, "my_family")
        self.assertNotIn(family, ModelFamily)
        self.assertEqual(pickle.loads(pickle.dumps(family)), family)
        self.assertIs(pickle.loads(pickle.dumps(LLMProvider.VERTEX)), LLMProvider.VERTEX)
        self.assertIs(copy.deepcopy(LLMProvider.VERTEX), LLMProvider.VERTEX)
        self.assertEqual(len(list(ModelFamily)), 9)
        with self.assertRaises(TypeError):
            ModelFamily(5)
        with self.assertRaises(AttributeError):
            ModelFamily.GEMINI_PRO = "other"

    def test_what_is_not_known_is_neither_above_nor_below(self):
        self.assertFalse(UNKNOWN >= 1 or UNKNOWN < 1 or 1 < UNKNOWN or UNKNOWN)
        self.assertIs(pickle.loads(pickle.dumps(UNKNOWN)), UNKNOWN)
        self.assertIs(copy.deepcopy(UNKNOWN), UNKNOWN)
        with self.assertRaises(TypeError):
            UNKNOWN < "a"


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
        self.assertEqual(mine.migrate_to_supported_model("nobody"), "nobody")

    def test_a_snapshot_does_not_change(self):
        mine = ModelRegistry()
        before = mine.snapshot()
        mine.register_model(own())
        self.assertNotIn("own-model", before)
        self.assertIn("own-model", mine)

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


class Converters(unittest.TestCase):
    messages = [{"role": "user", "content": "Why?"}]

    def test_a_models_own_conversion_is_called_with_the_whole_request(self):
        seen = []

        def convert(request):
            seen.append(request)
            return {"prompt": request["messages"][0]["content"], "n": 1}

        mine = ModelRegistry()
        model = own(converter_fn=convert)
        mine.register_model(model)
        self.assertIs(mine.get_model("own-model").converter_fn, convert)
        body = mine.convert_request_for_model(self.messages, "own-model", {"temperature": 0.5})
        self.assertEqual(body, {"prompt": "Why?", "n": 1})
        self.assertEqual(seen, [{"messages": self.messages, "temperature": 0.5}])
        self.assertEqual(mine.prepare("own-model", {"messages": self.messages}).send.body, body)

    def test_an_exception_of_it_comes_out_as_it_is(self):
        class Own(Exception):
            pass

        error = Own("no")

        def convert(request):
            raise error

        mine = ModelRegistry()
        mine.register_model(own(converter_fn=convert))
        with self.assertRaises(Own) as raised:
            mine.convert_request_for_model(self.messages, "own-model")
        self.assertIs(raised.exception, error)

    def test_what_is_no_body_is_an_error(self):
        for made in (None, 5, "text", [1], {1: 2}, float("nan"), object()):
            mine = ModelRegistry()
            mine.register_model(own(converter_fn=lambda request: made))
            with self.assertRaises((ConversionError, TypeError, ValueError)):
                mine.convert_request_for_model(self.messages, "own-model")


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
        self.assertEqual(today.cost("gpt-4o", cost.usage | {} if False else {"input_tokens": 0}).total, 0)
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


class Requests(unittest.TestCase):
    request = {"messages": [{"role": "user", "content": "Why is the sky blue?"}], "max_tokens": 200}

    def test_an_issue_is_a_sentence_and_more(self):
        (issue,) = llmanac.validate_model_parameters("gpt-4o", {"max_tokens": 20000})
        self.assertEqual(str(issue), "max_tokens 20000 exceeds model limit 16384")
        self.assertEqual((issue.severity, issue.code, issue.parameter), ("error", "max_tokens_exceeds_limit", "max_tokens"))
        self.assertEqual((issue.value, issue.limit, issue.fix), (20000, 16384, {"set": {"max_tokens": 16384}}))
        self.assertEqual(pickle.loads(pickle.dumps(issue)), issue)
        self.assertEqual(issue, Issue("error", issue.code, issue.message, "max_tokens", 20000, 16384, issue.fix))
        (unknown,) = llmanac.validate_model_parameters("gpt-40", {})
        self.assertEqual(str(unknown), "Model gpt-40 not found in registry")

    def test_a_request_goes_to_the_wire(self):
        body = llmanac.convert_request_for_model(self.request["messages"], "gemini-2.5-pro", {"max_tokens": 200, "stop": ["x"]})
        self.assertEqual(body["contents"][0]["parts"][0]["text"], "Why is the sky blue?")
        self.assertEqual(body["generationConfig"], {"maxOutputTokens": 200, "stopSequences": ["x"]})
        wire = today.convert("claude-sonnet-4-5", self.request, region="us-east-1")
        self.assertEqual((wire.method, wire.surface), ("POST", "bedrock.converse"))
        self.assertIn("/converse", wire.path)

    def test_keys_stay_in_the_order_of_the_dictionary(self):
        names = ["reasoning", "answer", "certainty"]
        schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": names, "additionalProperties": False}
        asked = {"response_format": {"type": "json_schema", "json_schema": {"name": "advice", "schema": schema}}, "max_tokens": 64}
        for name, path in (("gpt-4o", ["response_format", "json_schema", "schema"]), ("gemini-2.5-pro", ["generationConfig", "responseJsonSchema"])):
            found = llmanac.convert_request_for_model(self.request["messages"], name, asked)
            for step in path:
                found = found[step]
            self.assertEqual(list(found["properties"]), names)

    def test_the_body_alone_is_the_one_of_the_whole_request(self):
        stated = {"max_tokens": 200}
        refused = 0
        for name in today.get_all_models():
            try:
                wire = today.convert(name, {**self.request, **stated})
            except LlmanacError:
                refused += 1
                continue
            body = today.convert_request_for_model(self.request["messages"], name, stated)
            self.assertEqual(body, wire.body, name)
        self.assertLess(refused, len(today) / 2)

    def test_json_is_asked_for_only_when_it_is_asked_for(self):
        self.assertNotIn("response_format", llmanac.convert_request_for_model(self.request["messages"], "gpt-4o", {}))
        asked = {"response_format": {"type": "json_object"}}
        messages = [{"role": "user", "content": "Answer in JSON"}]
        self.assertEqual(llmanac.convert_request_for_model(messages, "gpt-4o", asked)["response_format"], {"type": "json_object"})

    def test_a_loss_is_an_error_with_every_reason_or_a_change(self):
        with self.assertRaises(ConversionError) as raised:
            llmanac.convert_request_for_model(self.request["messages"], "gpt-5", {"temperature": 0.5, "top_p": 0.5})
        self.assertEqual(
            [issue.message for issue in raised.exception.issues],
            ["Model gpt-5 does not support temperature parameter", "Model gpt-5 does not support top_p parameter"],
        )
        fitted = today.convert("gpt-5", {**self.request, "temperature": 0.5}, policy="fit")
        self.assertNotIn("temperature", fitted.body)
        self.assertTrue(any(change.parameter == "temperature" for change in fitted.changes))

    def test_prepare_says_what_to_send_and_what_it_costs(self):
        prepared = today.prepare("gpt-4o", self.request)
        self.assertIs(prepared.ready, True)
        self.assertIsInstance(prepared.cost.high, Decimal)
        self.assertEqual(prepared.send.body["max_tokens"], 200)
        self.assertIs(today.prepare("gpt-4o", {**self.request, "max_tokens": 20000}).ready, False)

    def test_texts_and_messages_are_counted(self):
        text = today.estimate("gpt-4o", "Why is the sky blue?")
        self.assertEqual((text.input.low, text.input.high), (6, 6))
        self.assertEqual(text.cost.total, Decimal("0.000015"))
        self.assertGreaterEqual(today.estimate("gpt-4o", self.request["messages"]).input.low, 6)

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


class Answers(unittest.TestCase):
    def test_an_answer_comes_back_in_the_standard_shape(self):
        payload = {
            "output": {"message": {"role": "assistant", "content": [{"text": "Because."}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 40, "outputTokens": 12, "totalTokens": 52},
        }
        answer = today.parse(payload, surface="bedrock.converse")
        self.assertEqual(answer.choices[0].message.content, "Because.")
        self.assertEqual(today.parse(payload, model="claude-sonnet-4-5").choices, answer.choices)
        with self.assertRaises(CallError):
            today.parse(payload)
        with self.assertRaises(llmanac.AnswerError):
            today.parse({"nothing": 1}, surface="bedrock.converse")

    def test_arguments_stay_in_the_order_of_the_model(self):
        call = {"toolUse": {"toolUseId": "t1", "name": "advise", "input": {"reasoning": "calm", "answer": "sail"}}}
        payload = {"output": {"message": {"role": "assistant", "content": [call]}}, "stopReason": "tool_use", "usage": {"inputTokens": 4, "outputTokens": 2, "totalTokens": 6}}
        (called,) = today.parse(payload, surface="bedrock.converse").choices[0].message.tool_calls
        self.assertEqual(called.function.arguments, '{"reasoning":"calm","answer":"sail"}')
        self.assertEqual(list(called.parsed), ["reasoning", "answer"])

    def test_a_stream_comes_to_the_same_as_the_whole(self):
        stream = today.answer_stream(surface="gemini.generate_content")
        sent = 'data: {"candidates": [{"content": {"parts": [{"text": "Slack"}]}}]}\r\n\r\ndata: {"candidates": [{"content": {"parts": [{"text": " water."}]}, "finishReason": "STOP"}]}\r\n\r\n'.encode()
        chunks = [chunk for at in range(0, len(sent), 7) for chunk in stream.push(sent[at : at + 7])]
        self.assertEqual("".join(chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.get("content")), "Slack water.")
        self.assertEqual(stream.finish().choices[0].message.content, "Slack water.")
        with self.assertRaises(ValueError):
            stream.push(b"")
        cut = today.answer_stream(surface="gemini.generate_content")
        cut.push(sent[:100])
        with self.assertRaises(llmanac.AnswerError):
            cut.finish()

    def test_a_providers_error_says_whether_to_try_again(self):
        with self.assertRaises(ProviderError) as raised:
            today.parse({"error": {"message": "slow down", "code": "429"}}, surface="azure_openai.chat", status=429, headers={"retry-after": "3"})
        self.assertEqual((raised.exception.kind, raised.exception.retry_after_ms), ("rate_limit", 3000))
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((again.kind, str(again)), ("rate_limit", str(raised.exception)))


if __name__ == "__main__":
    unittest.main()
