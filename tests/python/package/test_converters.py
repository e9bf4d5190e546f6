"""A model's own conversion: a function of the caller's."""

from __future__ import annotations

import unittest

from llmanac import ConversionError, ModelRegistry

from own_model import own


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

    def test_one_that_asks_for_its_own_model_is_told_so(self):
        calls = []

        def convert(request):
            calls.append(request)
            return mine.convert_request_for_model(request["messages"], "own-model")

        mine = ModelRegistry()
        mine.register_model(own(converter_fn=convert))
        asked = {
            "convert": lambda: mine.convert_request_for_model(self.messages, "own-model"),
            "prepare": lambda: mine.prepare("own-model", {"messages": self.messages}),
        }
        for how, ask in asked.items():
            with self.assertRaisesRegex(RecursionError, "registered under another name without converter_fn", msg=how):
                ask()
        self.assertLess(len(calls), 100)
        # Afterwards conversions are as ever.
        mine.register_model(own(model_name="other", converter_fn=lambda request: {"n": 1}))
        self.assertEqual(mine.convert_request_for_model(self.messages, "other"), {"n": 1})

    def test_it_has_the_usual_body_from_the_same_model_under_another_name(self):
        def convert(request):
            parameters = {key: value for key, value in request.items() if key != "messages"}
            return {**mine.convert_request_for_model(request["messages"], "own-model-plain", parameters), "extra": 1}

        mine = ModelRegistry()
        mine.register_models([own(converter_fn=convert), own(model_name="own-model-plain")])
        body = mine.convert_request_for_model(self.messages, "own-model", {"max_tokens": 5})
        self.assertEqual(body, {"messages": self.messages, "max_tokens": 5, "extra": 1})

    def test_what_is_no_body_is_an_error(self):
        for made in (None, 5, "text", [1], {1: 2}, float("nan"), object()):
            mine = ModelRegistry()
            mine.register_model(own(converter_fn=lambda request: made))
            with self.assertRaises((ConversionError, TypeError, ValueError)):
                mine.convert_request_for_model(self.messages, "own-model")


if __name__ == "__main__":
    unittest.main()
