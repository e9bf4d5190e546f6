"""The questions of the command that the original design did not ask: one method each, with the keys of `--json`."""

from __future__ import annotations

import io
import json
import threading
import unittest
from decimal import Decimal

import llmanac
from llmanac import AnswerError, CallError, CostUnknownError, ModelNotFoundError, ModelRegistry, ProviderError, UsageError

today = llmanac.get_model_registry().as_of("2026-11-23")
request = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Why is the sky blue?"}], "max_tokens": 200}


class Facts(unittest.TestCase):
    def test_models_are_listed_by_what_they_are_and_can(self):
        every = today.models()
        self.assertEqual([model.id for model in every], sorted(model.id for model in every))
        can = today.models(providers=["gemini", "vertex"], needs=["tools", "vision"], statuses="active")
        self.assertTrue(can)
        for model in can:
            self.assertIn(model.provider, ("gemini", "vertex"))
            self.assertEqual((model.supports_vision, model.supports_function_calling, model.status), (True, True, "active"))
        family = llmanac.ModelFamily.AZURE_GPT_4O
        self.assertEqual({model.model_family for model in today.models(families=family)}, {family})

    def test_a_model_that_came_later_is_listed_where_it_is_asked_for(self):
        then = today.as_of("2024-06-01")
        self.assertNotIn("azure_openai/gpt-5", [model.id for model in then.models()])
        self.assertIn("azure_openai/gpt-5", [model.id for model in then.models(statuses="unreleased")])

    def test_what_is_misspelt_is_refused_with_what_was_meant(self):
        for keyword, name, meant in (
            ("providers", "gemni", "gemini"), ("families", "azure_gpt_4oo", "azure_gpt_4o"), ("needs", "visoin", "vision"),
            ("statuses", "actve", "active"),
        ):
            with self.assertRaisesRegex(CallError, f"`{name}`.*did you mean `{meant}`"):
                today.models(**{keyword: name})
        with self.assertRaisesRegex(TypeError, r"needs\[1\] is a text, not int"):
            today.models(needs=["tools", 5])

    def test_a_fact_says_where_it_comes_from(self):
        why = today.why("gpt-4o", "max_output_tokens")
        self.assertEqual((why.model, why.value), ("azure_openai/gpt-4o", 16384))
        self.assertEqual(why.rows[0].standing, "in_force")
        self.assertTrue(why.rows[0].sources[0].title)
        self.assertEqual(today.why("gpt-4o", "price.input.text").value["rate"], "2.5")
        with self.assertRaisesRegex(CallError, "did you mean"):
            today.why("gpt-4o", "max_output_token")
        with self.assertRaises(ModelNotFoundError):
            today.why("gpt-40", "max_output_tokens")

    def test_a_models_past_and_future(self):
        history = today.history("gpt-4o")
        dates = [event.date for event in history.events]
        self.assertEqual(dates, sorted(dates))
        self.assertEqual(history.events[0].kind, "released")
        self.assertTrue(any(event.ahead for event in history.events))
        with self.assertRaises(ModelNotFoundError):
            today.history("gpt-40")

    def test_sources_have_their_age(self):
        sources = today.sources()
        old = today.sources(older=400)
        self.assertTrue(0 < len(old) < len(sources))
        self.assertTrue(all(source.age_days > 400 for source in old))
        for wrong, kind in ((-1, ValueError), ("90", TypeError)):
            with self.assertRaises(kind):
                today.sources(older=wrong)

    def test_parameters_are_checked_for_a_surface_too(self):
        checked = today.validate("gpt-4o", {"max_tokens": 20000})
        self.assertEqual((checked.valid, checked.surface), (False, "azure_openai.chat"))
        self.assertEqual(checked.issues[0].fix, {"set": {"max_tokens": 16384}})
        self.assertTrue(today.validate("claude-sonnet-4-5", {"top_k": 5}, surface="bedrock.invoke").valid)
        with self.assertRaisesRegex(CallError, "is not served by bedrock.converse; it is served by azure_openai.chat"):
            today.validate("gpt-4o", {}, surface="bedrock.converse")
        self.assertEqual(today.validate("gpt-40", {}).issues[0].code, "model_not_found")


class Capacity(unittest.TestCase):
    def test_units_cost_what_they_cost_for_the_time(self):
        held = today.capacity("gpt-4.1", units=50, hours=720, rate=1)
        self.assertEqual((held.total, held.status, held.unit), (Decimal(36000), "exact", "ptu"))
        for rate in ("0.5", 0.5, Decimal("0.5"), Decimal("5E-1")):
            self.assertEqual(today.capacity("gpt-4.1", units=50, hours=720, rate=rate).total, Decimal(18000), rate)
        month = today.capacity("gpt-4.1", units=50, months=3, term="1-month", rate=260, rate_per="month")
        self.assertEqual(month.total, Decimal(39000))
        # What nobody knows is no 0.
        self.assertIsNone(today.capacity("gpt-4.1", units=50, hours=720, scope="region").total)

    def test_a_load_needs_units_and_a_usage_takes_a_share(self):
        needed = today.capacity("gpt-4.1", workload={"input_tokens": 90000, "output_tokens": 6000}).needed
        self.assertEqual((needed.at_least, needed.units), (38, 40))
        each = today.capacity("gpt-4.1", workload={"input_tokens": 300, "output_tokens": 20}, requests=300).needed
        self.assertEqual(each.units, needed.units)
        shared = today.capacity("gpt-4.1", units=50, hours=720, rate=1, usage={"input_tokens": 1000}).allocated
        self.assertIsInstance(shared.amount, Decimal)

    def test_a_cache_is_paid_by_its_time(self):
        self.assertEqual(today.cache_storage("gemini-2.5-pro", 1_000_000, seconds=5400).total, Decimal("6.75"))
        with self.assertRaisesRegex(CallError, "for how long"):
            today.cache_storage("gemini-2.5-pro", 1_000_000)

    def test_what_is_not_asked_well_is_said(self):
        for keywords, kind, said in (
            ({}, CallError, "nothing is asked"),
            ({"units": 50}, CallError, "for how long"),
            ({"hours": 5}, CallError, "how many units"),
            ({"units": 50, "hours": 1, "months": 1}, CallError, "hours and months state the time twice"),
            ({"requests": 5}, CallError, "workload"),
            ({"units": 50, "hours": 1, "term": "2-week"}, CallError, "term"),
            ({"units": 50, "hours": 1, "rate": "much"}, ValueError, "rate: "),
            ({"units": 50, "hours": 1, "rate": -1}, ValueError, "rate: "),
            ({"units": 50, "hours": 1, "rate": True}, TypeError, "rate is an amount"),
            ({"units": 50, "hours": 2**62}, ValueError, "hours: "),
            ({"workload": {"input_tokens": 5, "cache_read_tokens": 9}}, UsageError, "workload: "),
        ):
            with self.assertRaisesRegex(kind, said):
                today.capacity("gpt-4.1", **keywords)
        with self.assertRaisesRegex(CostUnknownError, "not sold on the term 6-month"):
            today.capacity("gpt-5.1", units=50, hours=168, term="6-month")
        with self.assertRaises(ModelNotFoundError):
            today.capacity("gpt-40", units=5, hours=1)


class Stored(unittest.TestCase):
    def test_a_stored_cost_is_computed_again(self):
        cost = today.cost("gpt-4o", {"input_tokens": 1234, "output_tokens": 7})
        for stored in (cost, cost.to_json(), json.loads(cost.to_json()), cost.to_json(indent=2)):
            self.assertIs(today.verify_cost(stored).same, True)
        stored = json.loads(cost.to_json())
        stored["total"] = "0.1"
        verified = today.verify_cost(stored)
        self.assertEqual([(own.field, own.stored) for own in verified.differences], [("total", "0.1")])
        self.assertEqual(verified.total, cost.total)

    def test_what_is_no_stored_cost_is_said(self):
        for stored in ({}, "x", 5, None, [], {"model": 5}):
            with self.assertRaises(UsageError):
                today.verify_cost(stored)
        with self.assertRaises(TypeError):
            today.verify_cost(object())
        gone = json.loads(today.cost("gpt-4o", {"input_tokens": 1}).to_json())
        with self.assertRaises(ModelNotFoundError) as raised:
            today.verify_cost({**gone, "model": "azure_openai/gone"})
        self.assertEqual(raised.exception.name, "azure_openai/gone")


class Responses(unittest.TestCase):
    def test_usage_is_read_in_disjoint_counts(self):
        counts = {"inputTokens": 40, "outputTokens": 12, "totalTokens": 52}
        used = today.usage({"usage": counts}, surface="bedrock.converse")
        self.assertEqual(used.invocations[0].meters, {"input.text": 40, "output.text": 12})
        self.assertIs(used.total_matches, True)
        self.assertEqual(used.catalog.version, today.catalog_version)
        # The usage alone, as an SDK hands it out.
        self.assertEqual(today.usage(counts, model="claude-sonnet-4-5").invocations[0].meters, used.invocations[0].meters)
        with self.assertRaises(UsageError):
            today.usage({"nothing": 1}, surface="bedrock.converse")
        with self.assertRaisesRegex(CallError, "state the surface that answered, the model"):
            today.usage({"usage": counts})

    def test_texts_to_embed_go_there_and_vectors_come_back(self):
        wire = today.convert("text-embedding-3-large", {"input": ["a", "b"], "dimensions": 256})
        self.assertEqual(wire.body, {"input": ["a", "b"], "dimensions": 256})
        self.assertEqual(today.convert("titan-embed-text-v2", {"input": "a"}, region="us-east-1").body, {"inputText": "a"})
        answer = {"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [0.5, -0.25]}], "model": "text-embedding-3-large", "usage": {"prompt_tokens": 3, "total_tokens": 3}}
        for response, surface, model in (
            (answer, "azure_openai.embeddings", None),
            ({"embedding": [0.5, -0.25], "inputTextTokenCount": 3}, None, "titan-embed-text-v2"),
        ):
            found = today.parse_embedding(response, surface=surface, model=model)
            self.assertEqual(found.data[0].embedding, [0.5, -0.25])
            self.assertEqual(found.usage.invocations[0].meters, {"input.text": 3})
        with self.assertRaises(AnswerError):
            today.parse_embedding({"nothing": 1}, surface="azure_openai.embeddings")
        with self.assertRaises(ProviderError) as raised:
            today.parse_embedding({"error": {"message": "slow down", "code": "429"}}, surface="azure_openai.embeddings", status=429)
        self.assertEqual(raised.exception.kind, "rate_limit")

    def test_an_answer_says_what_it_rests_on(self):
        payload = {"output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}}, "stopReason": "end_turn"}
        answer = today.parse(payload, surface="bedrock.converse")
        self.assertEqual((answer.as_of, answer.catalog.digest), ("2026-11-23", today.catalog_digest))

    def test_json_by_a_forced_tool_comes_back_as_content(self):
        schema = {"type": "json_schema", "json_schema": {"name": "tide", "schema": {"type": "object", "properties": {"port": {"type": "string"}}}}}
        wire = today.convert("claude-3-5-sonnet", {**request, "response_format": schema}, surface="bedrock.converse", policy="fit", region="us-east-1")
        payload = {
            "output": {"message": {"role": "assistant", "content": [{"toolUse": {"toolUseId": "t", "name": wire.json_tool, "input": {"port": "Brest"}}}]}},
            "stopReason": "tool_use",
        }
        prepared = today.prepare("claude-3-5-sonnet", {**request, "response_format": schema}, surface="bedrock.converse", policy="fit", region="us-east-1")
        for sent in (wire, prepared, json.loads(wire.to_json())):
            answer = today.parse(payload, request=sent)
            self.assertEqual(json.loads(answer.choices[0].message.content), {"port": "Brest"})
            self.assertEqual(answer.model, "bedrock/claude-3-5-sonnet")
        stream = today.answer_stream(request=wire)
        for event in (
            {"messageStart": {"role": "assistant"}},
            {"contentBlockStart": {"contentBlockIndex": 0, "start": {"toolUse": {"toolUseId": "t", "name": wire.json_tool}}}},
            {"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"toolUse": {"input": '{"port": "Brest"}'}}}},
            {"contentBlockStop": {"contentBlockIndex": 0}},
            {"messageStop": {"stopReason": "tool_use"}},
        ):
            stream.push(event)
        self.assertEqual(json.loads(stream.finish().choices[0].message.content), {"port": "Brest"})
        with self.assertRaisesRegex(TypeError, "request is what `convert` or `prepare` gave, not int"):
            today.parse(payload, request=5)

    def test_names_of_tools_find_their_way_back(self):
        tools = [{"type": "function", "function": {"name": "weather.now", "parameters": {"type": "object", "properties": {}}}}]
        wire = today.convert("gpt-4o", {**request, "tools": tools}, policy="fit")
        (name,) = wire.tool_names
        call = {"id": "c", "type": "function", "function": {"name": name, "arguments": "{}"}}
        payload = {"choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "tool_calls": [call]}}]}
        for known in ({"request": wire}, {"tool_names": wire.tool_names, "surface": "azure_openai.chat"}):
            answer = today.parse(payload, **known)
            self.assertEqual(answer.choices[0].message.tool_calls[0].function.name, "weather.now")


class Portability(unittest.TestCase):
    def test_requests_are_held_against_models(self):
        report = today.portability([request, request], models="gemini-2.5-pro", cells=True)
        (model,) = report.models
        self.assertEqual((model.verdicts.unchanged, model.surface), (2, "gemini.generate_content"))
        self.assertIsInstance(model.cost.high, Decimal)
        self.assertEqual([(cell.request, cell.verdict) for cell in report.cells], [(1, "unchanged"), (2, "unchanged")])
        self.assertEqual(report.requests.recorded[0].model, "azure_openai/gpt-4o")
        self.assertNotIn("cells", today.portability([request], models="gemini-2.5-pro"))

    def test_lines_of_a_log_are_read_and_what_is_broken_is_counted(self):
        log = io.StringIO("\n".join([json.dumps(request), "", "{", json.dumps({"body": request, "custom_id": "q-1"}), "[]"]))
        report = today.portability(log, models=["gemini-2.5-pro", "gpt-5"])
        self.assertEqual(report.requests.count, 2)
        self.assertEqual([line.line for line in report.broken.lines], [3, 5])
        self.assertEqual(today.portability([b"\xff"], models="gpt-5").broken.count, 1)

    def test_policies_and_orders(self):
        hot = {**request, "temperature": 0.5}
        for policy, verdict in ((None, "fitted"), ("strict", "refused"), ("fit", "fitted")):
            (model,) = today.portability([hot], models="gpt-5", surfaces="azure_openai.chat", policy=policy).models
            self.assertEqual(model.verdicts[verdict], 1, policy)
        ids = [model.model for model in today.portability([request], providers="gemini", sort="name").models]
        self.assertEqual(ids, sorted(ids))

    def test_what_cannot_be_is_said(self):
        for requests, said in ((request, "put the one into a list"), ("x", "not str"), (5, "not int"), ([object()], "request 1: object is no JSON value")):
            with self.assertRaisesRegex(TypeError, said):
                today.portability(requests, models="gpt-5")
        for keywords in ({"sort": "nmae"}, {"policy": "fitt"}, {"providers": "gemni"}, {"surfaces": "x"}):
            with self.assertRaises(CallError):
                today.portability([request], **keywords)
        with self.assertRaises(ModelNotFoundError):
            today.portability([request], models="gpt-40")

        def broken():
            yield request
            raise KeyError("mine")

        with self.assertRaisesRegex(KeyError, "mine"):
            today.portability(broken(), models="gpt-5")

    def test_other_threads_go_on_meanwhile(self):
        turns, stop = [0], threading.Event()

        def count():
            while not stop.is_set():
                turns[0] += 1

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        try:
            before = turns[0]
            today.portability([request] * 20)
            self.assertGreater(turns[0], before)
        finally:
            stop.set()
            thread.join()


class Registries(unittest.TestCase):
    def test_models_of_ones_own_are_asked_too(self):
        mine = ModelRegistry.embedded()
        mine.add_overlay('[[model]]\nname = "support-bot"\nextends = "gpt-4o-mini"\nlimits = [{ output = 2000 }]\n')
        self.assertEqual(mine.why("support-bot", "limits.output").value, 2000)
        self.assertEqual(mine.portability([request], models="support-bot").models[0].model, "azure_openai/support-bot")
        self.assertIn("azure_openai/support-bot", [model.id for model in mine.models()])


if __name__ == "__main__":
    unittest.main()
