"""A standard request: validated, converted, prepared, counted."""

from __future__ import annotations

import pickle
import unittest
from decimal import Decimal

import llmanac
from llmanac import ConversionError, Issue, LlmanacError

today = llmanac.get_model_registry().as_of("2026-11-23")


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


if __name__ == "__main__":
    unittest.main()
