"""The providers' own clients call a server of this process, and both directions are held against llmanac.

Out: each intent is one standard request (intents.json) and, for each client, the call that a developer writes for it by that client's
documentation (calls_*.py). What the client sends must be what `llmanac convert` makes: method, path, query, headers, body.
Back: answers of the corpus (crates/llmanac/tests/answers), whole and as streams, and errors; what the client's object says of them must be
what `llmanac parse` says, and a stream must say what the whole answer does.

Taken as equal, and nothing else: what `equal*` of calls_*.py states with its reason; the order of keys; 1 and 1.0; the placeholders that
only the caller knows; headers that a client adds. Before that the comparison itself is judged: each damage must be seen.
"""

import argparse
import copy
import json
import os
import pathlib
import re
import subprocess
import sys

import calls_boto
import calls_claude
import calls_genai
import calls_openai
import streams
from served import BROKEN, ERRORS, STREAMED, WHOLE, case, class_of, on_the_wire, streamed
from server import Answer, Server, whole

HERE = pathlib.Path(__file__).parent
INTENTS = json.loads(HERE.joinpath("intents.json").read_text())
EQUAL = {
    "chat": calls_openai.equal, "responses": calls_openai.equal_responses, "converse": calls_boto.equal, "claude": calls_boto.equal_claude,
    "gemini": calls_genai.equal,
}
# The end of an answer in the provider's word and in the standard's; with calls, an ordinary end is theirs.
FINISH = {
    "stop": "stop", "length": "length", "tool_calls": "tool_calls", "content_filter": "content_filter", "end_turn": "stop", "stop_sequence": "stop",
    "tool_use": "tool_calls", "max_tokens": "length", "guardrail_intervened": "content_filter", "refusal": "content_filter",
    "STOP": "stop", "MAX_TOKENS": "length", "completed": "stop", "max_output_tokens": "length",
}


# What is known and not mended: the client, the intent, and words of the difference. A line that is no longer true fails, too.
KNOWN = []


def differences(client, ours, place=""):
    """Where two values differ, as sentences with both sides; true is not 1."""
    if isinstance(client, dict) and isinstance(ours, dict):
        keys = sorted(set(client) | set(ours))
        return [one for key in keys for one in differences(client.get(key, ...), ours.get(key, ...), f"{place}.{key}" if place else key)]
    if isinstance(client, list) and isinstance(ours, list) and len(client) == len(ours):
        return [one for at, pair in enumerate(zip(client, ours)) for one in differences(*pair, f"{place}[{at}]")]
    if client == ours and isinstance(client, bool) == isinstance(ours, bool):
        return []
    return [f"{place}: the client {shown(client)}, llmanac {shown(ours)}"]


def shown(value):
    return "has nothing" if value is ... else f"says {json.dumps(value, ensure_ascii=False)}"


class Command:
    """llmanac itself."""

    def __init__(self, path):
        self.path, self.count = path, 0
        self.environment = {**os.environ, "LLMANAC_TODAY": "2026-11-23"}

    def run(self, words, text):
        self.count += 1
        ran = subprocess.run(
            [self.path, *words, "-", "--json", "--isolated"], input=text, capture_output=True, env=self.environment, encoding="utf-8", check=False,
        )
        try:
            return json.loads(ran.stdout)
        except json.JSONDecodeError:
            return {"failed": f"exit {ran.returncode}: {ran.stderr or ran.stdout}"}

    def convert(self, client, intent):
        model = client.get("models", {}).get(intent, client["default"])
        words = ["convert", model, "--surface", client["surface"], *client.get("arguments", [])]
        return self.run(words, json.dumps(INTENTS[intent]))

    def parse(self, client, text, answer):
        words = ["parse", "--surface", client["surface"], "--status", str(answer.status)]
        for key, value in answer.headers.items():
            words += ["--header", f"{key}: {value}"]
        return self.run(words, text)


def filled(client, converted):
    """What only the caller knows stands in for the placeholders."""
    text = json.dumps({key: converted[key] for key in ("method", "path", "query", "headers", "body")})
    for key, value in client.get("fill", {}).items():
        text = text.replace(key, value)
    return json.loads(text)


def sent_differs(client, sent, converted):
    if "body" not in converted:
        return [f"llmanac refuses: {json.dumps(converted)}"]
    equal = EQUAL[client["form"]]
    theirs, ours = equal(copy.deepcopy(sent)), equal(filled(client, converted))
    # Headers that a client adds are its own affair; those that the API asks for must be there.
    theirs["headers"] = {key: own.partition(";")[0] for key, own in theirs["headers"].items() if key in ours["headers"]}
    return differences(theirs, ours)


def answer_differs(said, parsed):
    """What the client's object says of an answer, and what the standard response says."""
    if "choices" not in parsed:
        return [f"llmanac refuses: {json.dumps(parsed)}"]
    choice = parsed["choices"][0]
    message = choice["message"]
    meters = parsed["usage"]["invocations"][0]["meters"] if parsed.get("usage") else {}
    calls = [[call["id"], call["function"]["name"], json.loads(call["function"]["arguments"])] for call in message.get("tool_calls") or []]
    theirs = {**said, "calls": [[id, name, json.loads(arguments)] for id, name, arguments in said["calls"]]}
    ours = dict(
        id=parsed["id"], model=parsed["model"], text=message["content"], refusal=message["refusal"], calls=calls,
        finish=choice["native_finish_reason"], reasoning=message.get("reasoning_content"),
        input=sum(count for meter, count in meters.items() if not meter.startswith("output.")),
        output=sum(count for meter, count in meters.items() if meter.startswith("output.")),
        cached=sum(count for meter, count in meters.items() if meter.startswith("cache_read")), thought=meters.get("output.reasoning", 0),
    )
    # What a client does not say cannot be compared: Bedrock's answers have no id, Gemini's calls neither.
    for key in ("id", "model", "cached", "thought"):
        if theirs[key] is None:
            del theirs[key], ours[key]
    for own, call in zip(calls, theirs["calls"]):
        own[0] = own[0] if call[0] is not None else None
    wanted = FINISH.get(said["finish"])
    wanted = "tool_calls" if calls and said["finish"] in ("STOP", "completed") else wanted
    return differences(theirs, ours) + differences({"finish_reason": wanted}, {"finish_reason": choice["finish_reason"]})


def error_differs(said, parsed, kind, thrown):
    told = parsed.get("error")
    if not isinstance(told, dict):
        return [f"llmanac says no error: {json.dumps(parsed)}"]
    theirs = {**{key: own for key, own in said.items() if own is not None}, "kind": kind}
    ours = {key: told.get({"retry": "retry_after_ms"}.get(key, key)) for key in theirs}
    return differences(theirs, {**ours, "thrown": thrown})


class Run:
    def __init__(self, command, only):
        self.server, self.command, self.wrong = Server(), command, []
        modules = (calls_openai, calls_boto, calls_claude, calls_genai)
        self.clients = [client for module in modules for client in module.clients(self.server.url) if only in client["name"]]

    def told(self, client, what, found):
        self.wrong += [f"{client['name']} {what}: {one}" for one in found]

    def called(self, client, intent, answer):
        """What the client says of an answer, or the error that it throws, and what it sent."""
        self.server.answer, self.server.calls = answer, []
        try:
            said = client["call"](client["calls"][intent])
        except client["thrown"] as thrown:
            return thrown, self.server.calls[-1]
        return said, self.server.calls[-1]

    def payload(self, answer):
        """What `parse` reads: the bytes, or the events of a binary stream as botocore decodes them."""
        if "eventstream" in answer.headers.get("content-type", ""):
            return json.dumps(calls_boto.decoded(answer.body)), Answer(b"")
        return answer.body.decode(), answer

    def client(self, client):
        surface, cases = WHOLE[client["form"]]
        text, counts = case(surface, "text")["response"], dict(intents=0, damages=0, answers=0, errors=0)
        for intent in client["calls"]:
            is_stream = INTENTS[intent].get("stream", False)
            _, sent = self.called(client, intent, streams.FORMS[client["form"]](text) if is_stream else whole(text))
            converted = self.command.convert(client, intent)
            found = sent_differs(client, sent, converted)
            self.told(client, f"sends {intent}", found)
            counts["intents"] += 1
            # Nothing that is taken as equal may hide a value: each one damaged is seen.
            for place, damaged in [] if found else damages(converted["body"]):
                counts["damages"] += 1
                is_seen = sent_differs(client, sent, {**converted, "body": damaged})
                self.told(client, f"sends {intent}", [] if is_seen else [f"THE COMPARISON IS WRONG: damage at {place} is not seen"])
        for name in cases:
            own = case(surface, name)["response"]
            both = [self.answer(client, f"answers {name}, {how}", intent, answer) for how, intent, answer in (
                ("whole", "text", whole(own)), ("streamed", "stream", streams.FORMS[client["form"]](own)),
            )]
            first, second = [{key: one.get(key) for key in ("id", "model", "choices", "usage")} for one in both]
            self.told(client, f"answers {name}, whole and streamed", differences(plain(first), plain(second)))
            counts["answers"] += 2
        for name in STREAMED[client["form"]]:
            self.answer(client, f"answers {name}", "stream", streamed(case(surface, name)))
            counts["answers"] += 1
        for intent, errors, served in (("text", ERRORS, on_the_wire), ("stream", BROKEN, streamed)):
            surface, cases = errors[client["form"]]
            for name, (kind, thrown) in cases.items():
                self.error(client, intent, name, served(case(surface, name)), kind, thrown)
                counts["errors"] += 1
        print(
            f"{client['name']}: {counts['intents']} intents sent, {counts['answers']} answers and {counts['errors']} errors read; "
            f"each of {counts['damages']} damages seen"
        )

    def answer(self, client, what, intent, answer):
        said, _ = self.called(client, intent, answer)
        parsed = self.command.parse(client, *self.payload(answer))
        self.told(client, what, answer_differs(said, parsed) if isinstance(said, dict) else [f"the client throws {said!r}"])
        return parsed

    def error(self, client, intent, name, answer, kind, wanted):
        thrown, _ = self.called(client, intent, answer)
        parsed = self.command.parse(client, *self.payload(answer))
        found = error_differs(client["error"](thrown), parsed, kind, class_of(client, answer, wanted)) if isinstance(thrown, Exception) else ["the client throws nothing"]
        self.told(client, f"fails by {name}", found)


def damages(value, place=""):
    """The value, each time with another of its leaves damaged, and a key more in each object."""
    if isinstance(value, dict):
        yield place, {**value, "more": 1}
        for key, own in value.items():
            yield from ((inner, {**value, key: damaged}) for inner, damaged in damages(own, f"{place}.{key}"))
    elif isinstance(value, list):
        yield place, [*value, 1] if not value or isinstance(value[0], str) else [*value, value[0]]
        for at, own in enumerate(value):
            yield from ((inner, [*value[:at], damaged, *value[at + 1:]]) for inner, damaged in damages(own, f"{place}[{at}]"))
    elif isinstance(value, str):
        # The schema of Converse's answers is JSON in a text, and stays some.
        yield place, f"{value[:-1]},\"more\":1}}" if value.startswith("{") else f"{value}x"
    else:
        yield place, (not value) if isinstance(value, bool) else value + 1


def plain(parsed):
    """A stream cannot be asked for what only its blocks state: where each piece stood."""
    text = json.dumps(parsed)
    return json.loads(re.sub(r'"path": "[^"]*"', '"path": ""', text))


def judge_the_comparison(run):
    """Each damage of a body, of an answer and of an error must be seen, and none without a damage."""
    wrong, seen = [], 0
    for client in run.clients:
        surface, _ = WHOLE[client["form"]]
        answer = whole(case(surface, "text")["response"])
        said, sent = run.called(client, "text", answer)
        converted = run.command.convert(client, "text")
        for damage in (
            {"path": converted["path"] + "x"}, {"query": {"x": "1"}}, {"method": "PUT"}, {"headers": {"content-type": "text/plain"}},
            {"headers": {**converted["headers"], "x-other": "1"}}, {"body": {**converted["body"], "more": 1}},
        ):
            seen += 1
            wrong += [] if sent_differs(client, sent, {**converted, **damage}) else [f"{client['name']}: damage of {list(damage)} is not seen"]
        parsed = run.command.parse(client, answer.body.decode(), answer)
        for path, value in (
            ("choices.0.message.content", "x"), ("choices.0.finish_reason", "length"), ("choices.0.native_finish_reason", "x"),
            ("choices.0.message.tool_calls", [{"id": "x", "function": {"name": "x", "arguments": "{}"}}]),
            ("usage.invocations.0.meters", {"input.text": 30, "output.text": 1}),
        ):
            damaged = copy.deepcopy(parsed)
            *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
            inner = damaged
            for step in steps:
                inner = inner[step]
            inner[last] = value
            seen += 1
            wrong += [] if answer_differs(said, damaged) else [f"{client['name']}: damage at {path} is not seen"]
        surface, errors = ERRORS[client["form"]]
        name, (kind, wanted) = next(iter(errors.items()))
        answer = on_the_wire(case(surface, name))
        thrown = client["error"](run.called(client, "text", answer)[0])
        told = run.command.parse(client, answer.body.decode(), answer)
        for key in ("kind", "status", "message"):
            seen += 1
            damaged = {"error": {**told["error"], key: "x"}}
            wrong += [] if error_differs(thrown, damaged, kind, class_of(client, answer, wanted)) else [f"{client['name']}: damage of an error's {key} is not seen"]
    for said in wrong:
        print(f"THE COMPARISON IS WRONG: {said}")
    print(f"comparison: {seen} damages, {seen - len(wrong)} seen")
    return not wrong


def alone():
    """The caller's own accounts and proxies are no part of this."""
    for key in list(os.environ):
        if key.startswith(("AWS_", "OPENAI_", "AZURE_", "GOOGLE_", "GEMINI_", "ANTHROPIC_")) or key.lower().endswith("_proxy"):
            del os.environ[key]
    os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_EC2_METADATA_DISABLED="true")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("llmanac")
    arguments.add_argument("--only", default="", help="clients whose name has these letters")
    own = arguments.parse_args()
    alone()
    run = Run(Command(own.llmanac), own.only)
    if not judge_the_comparison(run):
        return 1
    for client in run.clients:
        run.client(client)
    known = [[client, what, words] for client, what, words in KNOWN if any(client == one["name"] for one in run.clients)]
    told = [[any(one.startswith(f"{client} {what}: ") and words in one for one in run.wrong), client, what] for client, what, words in known]
    wrong = [one for one in run.wrong if not any(one.startswith(f"{client} {what}: ") and words in one for client, what, words in known)]
    wrong += [f"{client} {what}: it is known to differ, and does not any more" for is_true, client, what in told if not is_true]
    for one in wrong:
        print(f"DIFFERS {one}")
    print(f"loopback: {len(run.clients)} clients, {run.command.count} runs of llmanac, {len(wrong)} differences, {len(run.wrong) - len(wrong)} known")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
