"""Whatever Python hands in: an exception, never an end of the process; and threads that look up and register."""

from __future__ import annotations

import itertools
import random
import threading
import unittest
from collections import OrderedDict, UserDict
from decimal import Decimal

import llmanac
from llmanac import LlmanacError, ModelMetadata, ModelRegistry

registry = llmanac.get_model_registry()


class Text(str):
    pass


class Liar:
    """Raises wherever it is asked."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __str__(self):
        raise RuntimeError("str")

    def __index__(self):
        raise RuntimeError("index")

    def __iter__(self):
        raise RuntimeError("iter")


class Endless:
    """Gives itself wherever it is asked for something plain."""

    def model_dump(self, mode=None):
        return {"again": self}


def recursive():
    dict_, list_ = {}, []
    dict_["self"], _ = dict_, list_.append(list_)
    return [dict_, {"messages": list_}, list_]


def deep(levels):
    value = 1
    for _ in range(levels):
        value = {"a": [value]}
    return value


VALUES = [
    None, True, 0, -1, 2**63, 2**64, 10**400, -(10**400), 0.5, float("nan"), float("inf"), -0.0, 1e308,
    "", "gpt-4o", Text("gpt-4o"), "\ud800", "x\x00y", "a" * 100_000, "𝄞é", b"gpt-4o", b"\xff\xfe", bytearray(b"x"),
    [], [[]], (), {}, {1: 2}, {None: 1}, {"\udfff": 1}, {"a": float("nan")}, {"a": 10**400}, set(), {1, 2},
    OrderedDict(a=1), UserDict({"messages": []}), Decimal("NaN"), Decimal("0.7"), 1j, object(), object, Liar(), Liar,
    Endless(), lambda: 0, len, range(3), itertools.count(), iter([]), type, llmanac, deep(40), deep(5_000), *recursive(),
    {"messages": [{"role": "user", "content": Liar()}]}, {"usage": {"prompt_tokens": -1}}, {"input_tokens": True},
    {"input_tokens": 2**63}, {"input_tokens": 1.5}, {"input_tokens": "5"}, {"messages": {"role": "user"}},
]

# What Python's own protocols raise, and ours.
FINE = (LlmanacError, TypeError, ValueError, OverflowError, RuntimeError, LookupError, AttributeError, RecursionError)


class Hostile(unittest.TestCase):
    def calls(self):
        # Of its own, so that what may be registered here is seen nowhere else.
        mine = ModelRegistry.embedded()
        one = {
            "get_model_metadata": llmanac.get_model_metadata,
            "migrate_to_supported_model": llmanac.migrate_to_supported_model,
            "get_family_models": registry.get_family_models,
            "get_provider_models": registry.get_provider_models,
            "as_of": registry.as_of,
            "resolve": registry.resolve,
            "register_model": mine.register_model,
            "register_models": mine.register_models,
            "add_overlay": mine.add_overlay,
            "cost_many": registry.cost_many,
            "select": registry.select,
            "compare": registry.compare,
            "ModelFamily": llmanac.ModelFamily,
            "push": registry.answer_stream(surface="azure_openai.chat").push,
        }
        two = {
            "validate": llmanac.validate_model_parameters,
            "mapping": registry.get_parameter_mapping,
            "select_cheap": llmanac.select_cost_effective_model,
            "cost": registry.cost,
            "prepare": registry.prepare,
            "convert": registry.convert,
            "estimate": registry.estimate,
            "import": ModelRegistry.import_catalog,
        }
        return one, two

    def attempt(self, call, *arguments, **keywords):
        try:
            call(*arguments, **keywords)
        except FINE:
            pass

    def test_every_value_in_every_place(self):
        one, two = self.calls()
        for value in VALUES:
            if isinstance(value, itertools.count):
                continue
            for call in one.values():
                self.attempt(call, value)
            for call in two.values():
                self.attempt(call, value, value)
                self.attempt(call, "gpt-4o", value)
            self.attempt(llmanac.calculate_request_cost, "gpt-4o", value, 5)
            self.attempt(llmanac.calculate_request_cost, "gpt-4o", 5, value)
            self.attempt(llmanac.calculate_request_cost, value, 5, 5)
            self.attempt(llmanac.convert_request_for_model, value, "gpt-4o", value)
            self.attempt(registry.parse, value, surface="bedrock.converse")
            self.attempt(registry.cost, "gpt-4o", {"input_tokens": 5}, at=value)

    def test_every_value_in_every_field_of_a_model(self):
        fields = [
            "model_name", "provider", "model_family", "display_name", "supported_input_types", "supported_output_types",
            "supports_streaming", "max_context_length", "max_output_tokens", "max_input_tokens", "parameter_mappings",
            "default_parameters", "api_requirements", "converter_fn", "cost_per_1k_input_tokens", "deprecation_date",
            "replacement_model",
        ]
        plain = {"model_name": "m", "provider": "azure_openai", "model_family": "f", "display_name": "M", "is_deprecated": True}
        for value in VALUES:
            if isinstance(value, (itertools.count, range)):
                continue
            for field in fields:
                mine = ModelRegistry()

                def state(value=value, field=field, mine=mine):
                    model = ModelMetadata(**{**plain, field: value})
                    repr(model), model._repr_html_(), hash(model)
                    mine.register_model(model)
                    (name,) = mine.get_all_models()
                    mine.validate_parameters_for_model(name, {"max_tokens": 5, "temperature": 1})
                    mine.convert_request_for_model([{"role": "user", "content": "Hi"}], name, {"max_tokens": 5})

                self.attempt(state)

    def test_what_is_wrong_is_said_with_its_place(self):
        for parameters, kind, said in (
            ({"temperature": float("nan")}, ValueError, "temperature: NaN is no number of JSON"),
            ({"max_tokens": 10**30}, ValueError, "max_tokens: a whole number of more than 64 bits"),
            ({"tools": [object()]}, TypeError, "tools: object is no JSON value"),
            ({5: 1}, TypeError, "the keys of a mapping are texts, not int"),
            ("temperature", TypeError, "parameters is a mapping, not str"),
            (recursive()[0], ValueError, "more than 100 levels"),
        ):
            with self.assertRaisesRegex(kind, said):
                llmanac.validate_model_parameters("gpt-4o", parameters)
        for count, kind in ((-1, ValueError), (2**63, ValueError), (10**400, ValueError), (1.0, TypeError), (True, TypeError), ("5", TypeError)):
            with self.assertRaises(kind):
                llmanac.calculate_request_cost("gpt-4o", count, 0)
        with self.assertRaises(UnicodeError):
            llmanac.get_model_metadata("\ud800")

    def test_random_nests_of_values(self):
        source = random.Random(7)
        leaves = [None, True, 5, -3, 0.5, "x", "user", "image_url", float("nan"), 10**30, object()]
        keys = ["messages", "role", "content", "type", "tools", "function", "name", "max_tokens", "usage", "text", "stop"]

        def made(left):
            kind = source.randrange(4 if left else 1)
            if kind == 1:
                return [made(left - 1) for _ in range(source.randrange(3))]
            if kind >= 2:
                return {source.choice(keys): made(left - 1) for _ in range(source.randrange(4))}
            return source.choice(leaves)

        for _ in range(1_000):
            value = {source.choice(keys): made(4) for _ in range(3)}
            for call in (registry.prepare, registry.convert, registry.cost, llmanac.validate_model_parameters):
                self.attempt(call, source.choice(["gpt-4o", "claude-sonnet-4-5", "gemini-2.5-pro"]), value)


class Threads(unittest.TestCase):
    def test_eight_threads_look_up_and_register(self):
        mine, failures, rounds = ModelRegistry.embedded(), [], 60
        start = threading.Barrier(8)

        def work(number):
            try:
                start.wait()
                for turn in range(rounds):
                    name = f"t-{number}-{turn}"
                    limit = 1_000 + turn
                    mine.register_model(
                        ModelMetadata(
                            model_name=name,
                            provider="azure_openai",
                            model_family=f"family-{number}",
                            display_name=name,
                            max_output_tokens=limit,
                            cost_per_1k_input_tokens=limit,
                            cost_per_1k_output_tokens=1,
                        )
                    )
                    model = mine.get_model(name)
                    assert (model.display_name, model.max_output_tokens) == (name, limit), model
                    assert mine.calculate_request_cost(name, 1_000, 0) == limit
                    (issue,) = mine.validate_parameters_for_model(name, {"max_tokens": limit + 1})
                    assert str(issue) == f"max_tokens {limit + 1} exceeds model limit {limit}"
                    other = mine.get_model(f"t-{(number + 1) % 8}-{turn}")
                    assert other is None or other.max_output_tokens == limit
                    assert mine.get_model("gpt-4o").display_name == "GPT-4o"
            except BaseException as error:  # noqa: BLE001
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
            self.assertFalse(thread.is_alive(), "a thread hangs")
        self.assertEqual(failures, [])
        for number in range(8):
            self.assertEqual(len(mine.get_family_models(f"family-{number}")), rounds)

    def test_conversions_that_call_python_run_beside_each_other(self):
        mine = ModelRegistry()

        def convert(request):
            # A look into the registry from within.
            assert mine.get_model("own").display_name == "Own"
            return {"prompt": request["messages"][0]["content"]}

        mine.register_model(
            ModelMetadata(model_name="own", provider="p", model_family="f", display_name="Own", converter_fn=convert)
        )
        results = []

        def work(number):
            for turn in range(200):
                text = f"{number}-{turn}"
                body = mine.convert_request_for_model([{"role": "user", "content": text}], "own")
                results.append(body == {"prompt": text})

        threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
            self.assertFalse(thread.is_alive(), "a thread hangs")
        self.assertEqual(results, [True] * 1_600)


if __name__ == "__main__":
    unittest.main()
