"""Whatever Python hands in: an exception, never an end of the process; and threads that look up and register."""

from __future__ import annotations

import copy
import datetime
import enum
import inspect
import itertools
import pathlib
import random
import tempfile
import threading
import unittest
import warnings
from collections import OrderedDict, UserDict
from decimal import Decimal

import llmanac
from llmanac import CallError, CatalogError, LlmanacError, ModelMetadata, ModelRegistry, UsageError

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
    def setUp(self):
        # A name that means no model may come back with a warning.
        quiet = warnings.catch_warnings()
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)
        warnings.simplefilter("ignore", llmanac.ModelNotFoundWarning)

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
            "cost_stream": registry.cost_stream,
            "verify_cost": registry.verify_cost,
            "history": registry.history,
            "portability": lambda value: registry.portability(value, models="gpt-4o"),
            "contains": registry.__contains__,
            "item": registry.__getitem__,
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
            "why": registry.why,
            "checked": registry.validate,
            "cache_storage": lambda name, value: registry.cache_storage(name, value, hours=1),
            "usage": lambda name, value: registry.usage(value, model=name),
            "embedding": lambda name, value: registry.parse_embedding(value, model=name),
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
            for keyword in ("status", "headers", "tool_names", "request", "model"):
                self.attempt(registry.parse, {}, **{"surface": "bedrock.converse", keyword: value})
            for keyword in ("providers", "families", "needs", "statuses"):
                self.attempt(registry.models, **{keyword: value})
            for keyword in ("units", "hours", "seconds", "months", "term", "rate", "unit", "workload", "usage"):
                self.attempt(registry.capacity, "gpt-4.1", **{"units": 5, keyword: value})

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
            ({"tools": [object()]}, TypeError, r"tools\[0\]: object is no JSON value"),
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

    def test_a_place_begins_with_the_argument_that_has_it(self):
        messages = [{"role": "user", "content": [{"type": "text", "text": float("nan")}]}]
        plain = {"model_name": "m", "provider": "p", "model_family": "f", "display_name": "M"}
        for call, said in (
            (lambda: llmanac.convert_request_for_model(messages, "gpt-4o"), r"^messages\[0\].content\[0\].text: NaN is no number of JSON$"),
            (lambda: llmanac.convert_request_for_model(float("nan"), "gpt-4o"), "^messages: NaN is no number of JSON$"),
            (lambda: registry.convert("gpt-4o", {"messages": messages}), r"^messages\[0\].content"),
            (lambda: registry.estimate("gpt-4o", messages), r"^messages\[0\].content"),
            (lambda: ModelMetadata(**plain, default_parameters={"x": float("nan")}), "^default_parameters.x: NaN is no number of JSON$"),
            (lambda: ModelMetadata(**plain, api_requirements={"x": [10**30]}), r"^api_requirements.x\[0\]: a whole number"),
            (lambda: registry.parse({}, surface="bedrock.converse", headers={"x": float("nan")}), "^headers.x: NaN"),
            (lambda: registry.capacity("gpt-4.1", workload={"input_tokens": float("nan")}), "^workload.input_tokens: NaN"),
        ):
            with self.assertRaisesRegex(ValueError, said):
                call()

    def test_what_a_slip_means_is_said(self):
        today = registry.as_of("2026-11-23")
        for call, kind, said in (
            (lambda: today.cost("gpt-4o", {"input_tokns": 5}), UsageError, "no usage key `input_tokns`; did you mean `input_tokens`?"),
            (lambda: today.cost("gpt-4o", {"input_tokens": Decimal("1.5")}), UsageError, "input_tokens 1.5"),
            (lambda: today.cost("gpt-4o", {"input_tokens": 5}, at="01.06.2024"), CallError, "`01.06.2024` is no day; a day is written as 2024-06-01"),
            (lambda: today.cost("gpt-4o", {"input_tokens": 5}, at=20240601), TypeError, "a day is a date or a text like 2024-06-01, not int"),
            (lambda: today.cost("gpt-4o", {"input_tokens": 5}, tier="batsh"), CallError, "`batsh`.*did you mean `batch`"),
            (lambda: today.parse({}, surface="bedrock.converse", status=70_000), ValueError, "status: a status of HTTP is from 100 to 599"),
            (lambda: today.parse({}, surface="bedrock.converse", status="429"), TypeError, "status is a whole number, not str"),
            (lambda: today.estimate("gpt-4o", 5), TypeError, "content is a text, messages or a request, not int"),
            (lambda: ModelRegistry().add_overlay(b"x"), TypeError, "a text or a path of a file, not bytes"),
            (lambda: today.select(needs=5), TypeError, "needs is a text or a list of texts, not int"),
            (lambda: copy.deepcopy(ModelRegistry()), TypeError, "is not copied; its snapshot"),
            (lambda: today.verify_cost({"a": object()}), TypeError, "object is no JSON value"),
        ):
            with self.assertRaisesRegex(kind, said):
                call()

    def test_what_is_nearly_plain_is_taken(self):
        """Subclasses of the builtin types, members of enums that are texts, and the moments and paths of the standard library."""
        today = registry.as_of("2026-11-23")

        class Tier(str, enum.Enum):
            BATCH = "batch"

        class Count(int):
            pass

        class Mapping(dict):
            pass

        self.assertEqual(today.cost(Text("gpt-4o"), Mapping(input_tokens=Count(1000)), tier=Tier.BATCH).total, Decimal("0.00125"))
        self.assertEqual(today.calculate_request_cost("gpt-4o", Count(1000), Count(0)), Decimal("0.0025"))
        self.assertEqual(today.cost("gpt-4o", {"input_tokens": Decimal("1E+3")}).total, Decimal("0.0025"))
        late = datetime.datetime(2024, 8, 6, 23, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
        for day, wanted in ((datetime.date(2024, 8, 6), "2024-08-06"), (datetime.datetime(2024, 8, 6, 23), "2024-08-06"), (late, "2024-08-07")):
            self.assertEqual(today.cost("gpt-4o", {"input_tokens": 1000}, at=day).at, wanted)
        effort = enum.Enum("Effort", {"LOW": "low"}, type=str)
        body = llmanac.convert_request_for_model([{"role": "user", "content": "Hi"}], "gpt-5", {"reasoning_effort": effort.LOW})
        self.assertEqual(body["reasoning_effort"], "low")
        self.assertEqual(today.estimate("gpt-4o", b"Why is the sky blue?").input, today.estimate("gpt-4o", "Why is the sky blue?").input)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "own.toml"
            path.write_text('[[model]]\nname = "own"\nextends = "gpt-4o"\n', encoding="utf-8")
            mine = ModelRegistry.embedded()
            mine.add_overlay(path)
            self.assertEqual(mine.overlays, [str(path)])
            path.write_text("x", encoding="utf-8")
            with self.assertRaisesRegex(CatalogError, "own.toml:1"):
                mine.add_overlay(path)
            with self.assertRaises(FileNotFoundError):
                mine.add_overlay(path.with_name("none.toml"))

    def test_a_registry_is_a_collection_of_names(self):
        today = registry.as_of("2026-11-23")
        self.assertEqual(list(today), list(today.get_all_models()))
        self.assertNotIn(5, today)
        self.assertNotIn("\ud800", today)
        self.assertIs(copy.deepcopy(today), today)
        self.assertIs(copy.deepcopy(registry), registry)

    def test_everything_public_says_what_it_is(self):
        self.assertEqual([name for name in llmanac.__all__ if not hasattr(llmanac, name)], [])
        beside = [name for name in dir(llmanac) if not name.startswith("_") and name not in llmanac.__all__]
        self.assertEqual(beside, [])
        classes = [own for name in llmanac.__all__ if isinstance(own := getattr(llmanac, name), type)]
        # What an exception holds stands in the sentence of its class.
        owners = [llmanac, *(own for own in classes if not issubclass(own, Exception))]
        silent = [
            f"{getattr(owner, '__name__', owner)}.{name}" for owner in owners for name in dir(owner)
            if not name.startswith("_") and not name.isupper() and not inspect.getdoc(inspect.getattr_static(owner, name))
        ]
        self.assertEqual(silent, [])
        for name in ("cost", "cost_many", "get_model_registry", "convert_request_for_model"):
            self.assertIn("Error" if name != "get_model_registry" else "as_of", inspect.getdoc(getattr(llmanac, name)), name)

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
