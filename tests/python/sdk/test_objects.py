"""The objects of the providers' own clients: each is priced and read as the response that it was made of, to the last digit.

A server on the loopback interface serves the corpus (crates/llmanac/tests/answers and usage), the clients make their objects of it.
"""

from __future__ import annotations

import copy
import functools
import json
import pathlib
import pickle
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "wire"))

import objects

objects.alone()

import calls_boto
import llmanac
import openai
import served
import streams
from botocore.exceptions import ClientError
from google.genai import errors
from server import Server, whole

today = llmanac.get_model_registry().as_of("2026-11-23")
server = Server()
CLIENTS = objects.clients(server)
BY_NAME = {client.name: client for client in CLIENTS}

# What a client itself leaves out of its object: spellings and keys that it does not know. A line that is no longer true fails.
LEFT_OUT = {
    ("boto3", "usage/a_count_that_nobody_knows"), ("boto3", "usage/older_spelling_of_the_total"), ("boto3", "usage/only_the_older_spellings"),
    ("boto3", "usage/openai_with_a_sound_total"), ("boto3", "usage/spellings_that_differ"),
    ("google-genai", "answers/malformed_call"), ("google-genai", "answers/snake_case"), ("google-genai", "usage/blocked_prompt"),
    ("google-genai", "usage/snake_case"),
}


def attempt(question):
    """An answer, or the error in its place."""
    try:
        return question()
    except llmanac.LlmanacError as error:
        return type(error).__name__, str(error)


def model_of(client, payload):
    """The model that the response names, by the client's provider; else one that it usually is."""
    name = payload.get("model") or payload.get("modelVersion")
    provider = client.surface.split(".")[0]
    found = attempt(lambda: today.resolve(f"{provider}/{name}").id) if name else None
    return found if isinstance(found, str) else client.model


def with_headers(client, payload, made):
    """The payload with what the client puts beside it: the headers, of which the day is part of the price."""
    if client.form == "converse":
        return {**payload, "ResponseMetadata": made["ResponseMetadata"]}
    if client.form == "gemini":
        return {**payload, "sdkHttpResponse": {"headers": made.sdk_http_response.headers}}
    return payload


def questions(client, model):
    return {
        "cost": lambda told: today.cost(model, told),
        "cost on the surface": lambda told: today.cost(model, told, surface=client.surface),
        "bounds": lambda told: today.cost(model, told, surface=client.surface, bound=True),
        "parse": lambda told: today.parse(told, surface=client.surface, model=model),
        "usage": lambda told: today.usage(told, surface=client.surface),
    }


@functools.cache
def read():
    """Each client, each answer of the corpus, and the object that the client makes of it."""
    made = []
    for client in CLIENTS:
        for name, payload in objects.cases(client):
            server.answer = whole(payload)
            made.append((client, name, payload, client.call()))
    return made


def usage_of(client, made):
    return made.get("usage") if isinstance(made, dict) else getattr(made, client.usage[1])


class Objects(unittest.TestCase):
    def test_an_object_costs_and_says_what_its_response_does(self):
        count, priced, differing = 0, 0, set()
        for client, name, payload, made in read():
            told = with_headers(client, payload, made)
            for what, question in questions(client, model_of(client, payload)).items():
                ours, theirs = attempt(lambda: question(told)), attempt(lambda: question(made))
                if (client.name, name) in LEFT_OUT:
                    differing |= {(client.name, name)} if ours != theirs else set()
                    continue
                self.assertEqual(theirs, ours, (client.name, name, what))
                priced += what == "cost" and isinstance(ours, dict) and ours.total is not None
            count += 1
        self.assertEqual(differing, LEFT_OUT, "what a client leaves out has changed")
        # Most are no errors.
        self.assertGreater(count, 120)
        self.assertGreater(priced, 60)

    def test_the_usage_alone_costs_what_its_json_does(self):
        count = 0
        for client, name, payload, made in read():
            theirs, ours = usage_of(client, made), payload.get(client.usage[0])
            if theirs is None or ours is None or (client.name, name) in LEFT_OUT:
                continue
            count += 1
            model = model_of(client, payload)
            for question in (
                lambda told: today.cost(model, told), lambda told: today.cost(model, told, surface=client.surface),
                lambda told: today.usage(told, surface=client.surface),
            ):
                said, expected = attempt(lambda: question(theirs)), attempt(lambda: question(ours))
                # Of several keys that are none of ours the first is named, and a client has an order of its own.
                if isinstance(said, tuple) and "no usage key" in said[1]:
                    said, expected = said[:1], expected[:1]
                self.assertEqual(said, expected, (client.name, name))
        self.assertGreater(count, 100)

    def test_answers_can_be_pickled_copied_and_stored(self):
        for client, name, payload, made in read():
            model = model_of(client, payload)
            for question in questions(client, model).values():
                answer = attempt(lambda: question(made))
                if not isinstance(answer, dict):
                    continue
                for again in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer), copy.copy(answer)):
                    self.assertEqual((again, type(again)), (answer, type(answer)), (client.name, name))
                json.loads(answer.to_json())
                if isinstance(answer, llmanac.Cost) and "bounds" not in answer:
                    verified = attempt(lambda: today.verify_cost(answer.to_json()).same)
                    self.assertIs(verified, True, (client.name, name))

    def test_bytes_within_are_the_base64_of_the_wire(self):
        client = BY_NAME["boto3"]
        payload = dict(objects.cases(client))["answers/image"]
        server.answer = whole(payload)
        made = client.call()
        blocks = [block["image"]["source"]["bytes"] for block in made["output"]["message"]["content"] if "image" in block]
        self.assertIsInstance(blocks[0], bytes)
        told = today.parse(made, surface=client.surface)
        self.assertEqual(told.choices, today.parse(payload, surface=client.surface).choices)

    def test_a_body_that_was_not_read_is_told(self):
        class Body:
            """As botocore's StreamingBody."""

            def read(self):
                return b"{}"

        with self.assertRaisesRegex(TypeError, "body: Body is no JSON value; hand over what its read\\(\\) gives"):
            today.cost("claude-sonnet-4-5", {"body": Body(), "contentType": "application/json"})


class Streams(unittest.TestCase):
    def streamed(self):
        """Each client, the events of an answer as the client decoded them, its final object, and what was on the wire."""
        for client in CLIENTS:
            surface, names = served.WHOLE[client.form]
            payloads = [(name, served.case(surface, name)["response"]) for name in names]
            answers = [(name, payload, streams.FORMS[client.form](payload)) for name, payload in payloads]
            answers += [(name, None, served.streamed(served.case(surface, name))) for name in served.STREAMED[client.form]]
            for name, payload, answer in answers:
                server.answer = answer
                events, final = client.stream()
                binary = "eventstream" in answer.headers["content-type"]
                yield client, name, payload, events, final, calls_boto.decoded(answer.body) if binary else [answer.body]

    def told(self, client, pieces):
        stream = today.answer_stream(surface=client.surface)
        for piece in pieces:
            stream.push(piece)
        return said(stream.finish())

    def test_events_of_a_client_come_to_what_was_on_the_wire_and_to_the_whole(self):
        count = 0
        for client, name, payload, events, _, wire in self.streamed():
            by_events = self.told(client, events)
            self.assertEqual(by_events, self.told(client, wire), (client.name, name))
            if payload is not None:
                self.assertEqual(by_events, said(today.parse(payload, surface=client.surface)), (client.name, name))
            count += 1
        self.assertGreater(count, 35)

    def test_the_final_object_of_a_stream_is_the_whole_answer(self):
        count = 0
        for client, name, payload, _, final, wire in self.streamed():
            if final is None:
                continue
            model = client.model if payload is None else model_of(client, payload)
            self.assertEqual(said(today.parse(final, surface=client.surface)), self.told(client, wire), (client.name, name))
            whole_answer = wire if payload is None else payload
            one, other = (attempt(lambda: today.cost(model, told, surface=client.surface)) for told in (final, whole_answer))
            self.assertEqual(one, other, (client.name, name))
            count += 1
        self.assertGreater(count, 15)


def said(answer):
    """What an answer says, without what stands beside it: headers, filters, and where each piece stood."""
    choices = [{key: own for key, own in choice.items() if key != "content_filter_results"} for choice in answer.choices]
    usage = answer.usage and {key: own for key, own in answer.usage.items() if key != "context"}
    return without_paths({"id": answer.id, "model": answer.model, "choices": choices, "usage": usage})


def without_paths(value):
    if isinstance(value, dict):
        return {key: without_paths(own) for key, own in value.items() if key != "path"}
    return [without_paths(own) for own in value] if isinstance(value, list) else value


class Turns(unittest.TestCase):
    def test_a_message_of_a_client_goes_into_the_next_request(self):
        client = BY_NAME["openai chat"]
        for name in ("answers/text", "answers/tools_parallel"):
            payload = dict(objects.cases(client))[name]
            server.answer = whole(payload)
            made, raw = client.call().choices[0].message, payload["choices"][0]["message"]
            results = [{"role": "tool", "tool_call_id": call["id"], "content": "1"} for call in raw.get("tool_calls") or []]
            for model in ("gpt-4o", "claude-sonnet-4-5", "gemini-2.5-pro"):
                before, after = [{"role": "user", "content": "Hi"}], [*results, {"role": "user", "content": "And?"}]
                bodies = [
                    attempt(lambda: llmanac.convert_request_for_model([*before, message, *after], model, policy="fit"))
                    for message in (made, raw)
                ]
                self.assertEqual(*bodies, (name, model))
                self.assertIsInstance(bodies[0], dict, (name, model))


class Errors(unittest.TestCase):
    def thrown(self, client, name):
        surface, known = served.ERRORS[client.form]
        server.answer = served.on_the_wire(served.case(surface, name))
        try:
            client.call()
        except (openai.APIStatusError, ClientError, errors.APIError) as error:
            return error, known[name][0]
        raise AssertionError("nothing was thrown")

    def test_what_a_client_throws_is_a_providers_error_here(self):
        for client_name, name, response in (
            ("openai chat", "error_rate", lambda error: ({"error": error.body}, error.status_code, error.response.headers)),
            ("openai chat", "error_context", lambda error: ({"error": error.body}, error.status_code, error.response.headers)),
            ("boto3", "error_throttled", lambda error: (error.response, None, None)),
            ("boto3", "error_too_long", lambda error: (error.response, None, None)),
            ("google-genai", "error_per_minute", lambda error: (error.details, error.code, None)),
            ("google-genai", "error_key", lambda error: (error.details, error.code, None)),
        ):
            client = BY_NAME[client_name]
            error, kind = self.thrown(client, name)
            told, status, headers = response(error)
            with self.assertRaises(llmanac.ProviderError) as raised:
                today.parse(told, surface=client.surface, status=status, headers=headers)
            self.assertEqual(raised.exception.kind, kind, (client_name, name))


if __name__ == "__main__":
    unittest.main()
