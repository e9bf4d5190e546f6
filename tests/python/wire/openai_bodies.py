"""OpenAI's client as the judge of chat completions and responses, on Azure and on its partners' endpoints."""

import json
import re

import httpx2
import openai
import openai.types.chat
import openai.types.responses
import openai.types.shared_params
from openai.types.chat import completion_create_params as chat
from openai.types.responses import response_create_params as responses
from pydantic import TypeAdapter

from common import differing, every_module, forbid_unknown_keys, params_modules, typed, within

forbid_unknown_keys(
    [chat, responses]
    + params_modules(openai.types.chat)
    + params_modules(openai.types.responses)
    + every_module(openai.types.shared_params)
)
TYPES = {
    ("chat", False): TypeAdapter(chat.CompletionCreateParamsNonStreaming),
    ("chat", True): TypeAdapter(chat.CompletionCreateParamsStreaming),
    ("responses", False): TypeAdapter(responses.ResponseCreateParamsNonStreaming),
    ("responses", True): TypeAdapter(responses.ResponseCreateParamsStreaming),
}
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# https://learn.microsoft.com/azure/ai-foundry/openai/how-to/reasoning: what models that reason refuse.
REASONS = re.compile(r"azure_openai/(o\d|codex|gpt-5(?!-chat)|gpt-6|gpt-chat-latest)")
REFUSED = ["temperature", "top_p", "presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias", "max_tokens"]

sent = {}


def answer(request):
    sent["url"], sent["body"] = request.url, json.loads(request.content)
    if sent["body"].get("stream"):
        return httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=b"data: [DONE]\n\n")
    return httpx2.Response(200, json={"id": "x", "object": "response", "created": 1, "created_at": 1, "model": "m", "choices": [], "output": []})


http = httpx2.Client(transport=httpx2.MockTransport(answer))
AZURE = openai.AzureOpenAI(azure_endpoint="https://judge.invalid", api_key="k", api_version="2024-10-21", http_client=http, max_retries=0)
PLAIN = openai.OpenAI(base_url="https://judge.invalid/openai/v1", api_key="k", http_client=http, max_retries=0)


def judge(line):
    api = "responses" if line["surface"].endswith("responses") else "chat"
    body = line["body"]
    whole = {"model": "{deployment}", **body}
    # Only the surfaces of Azure OpenAI itself have the deployment in the path.
    errors = [] if "model" in body or "/deployments/" in line["path"] else ["body model: nothing names the model"]
    errors += typed(TYPES[api, bool(body.get("stream"))], whole)
    errors += chat_rules(line["model"], body) if api == "chat" else responses_rules(line["model"], body)
    errors += shared_rules(body)
    if line["surface"].startswith("azure_openai."):
        errors += own_ranges(body)
    return errors or client(api, line, whole)


def client(api, line, whole):
    """What the client sends must be the body."""
    own = AZURE if "/deployments/" in line["path"] else PLAIN
    call = own.chat.completions.create if api == "chat" else own.responses.create
    try:
        made = call(**whole)
        if whole.get("stream"):
            list(made)
    except TypeError as error:
        return [f"client: {error}"]
    if sent["body"] != whole:
        return [f"client: it sends other values of {differing(sent['body'], whole)}"]
    if not str(sent["url"].path).endswith(line["path"].split("/")[-1]):
        return [f"client: it calls {sent['url'].path}, and not {line['path']}"]
    return []


def own_ranges(body):
    """OpenAI's ranges; other makers have their own, of which not all are known."""
    errors = []
    within(errors, body, "temperature", 0, 2)
    within(errors, body, "top_logprobs", 0, 20)
    for key in ("max_tokens", "max_completion_tokens", "max_output_tokens"):
        within(errors, body, key, 1, 2**31)
    return errors


def shared_rules(body):
    errors = []
    within(errors, body, "top_p", 0, 1)
    tools = body.get("tools") or []
    if len(tools) > 128:
        errors.append(f"range tools: {len(tools)} are more than 128")
    names = [(tool.get("function") or tool).get("name") for tool in tools]
    errors += [f"range tools: the name {name!r} does not fit {NAME.pattern}" for name in names if not NAME.fullmatch(name or "")]
    if len(set(names)) < len(names):
        errors.append("range tools: two have one name")
    choice = body.get("tool_choice")
    if choice is not None and not tools:
        errors.append("rule tool_choice: only allowed when tools are specified")
    if body.get("parallel_tool_calls") is not None and not tools:
        errors.append("rule parallel_tool_calls: only allowed when tools are specified")
    if isinstance(choice, dict) and (choice.get("function") or choice).get("name") not in names:
        errors.append("rule tool_choice: it names no tool of the request")
    labels = body.get("metadata") or {}
    if len(labels) > 16 or any(len(key) > 64 or len(value) > 512 for key, value in labels.items()):
        errors.append("range metadata: 16 keys of 64 characters, values of 512")
    if len(body.get("safety_identifier") or "") > 64:
        errors.append("range safety_identifier: more than 64 characters")
    return errors


def chat_rules(model, body):
    errors = []
    within(errors, body, "n", 1, 128)
    within(errors, body, "presence_penalty", -2, 2)
    within(errors, body, "frequency_penalty", -2, 2)
    within(errors, body, "seed", -(2**63), 2**63 - 1)
    if not body.get("messages"):
        errors.append("range messages: none")
    if len(body.get("messages") or []) > 2048:
        errors.append("range messages: more than 2048")
    stop = body.get("stop")
    if isinstance(stop, list) and not 1 <= len(stop) <= 4 and model.startswith("azure_openai/"):
        errors.append(f"range stop: {len(stop)} are not within 1..4")
    if body.get("top_logprobs") is not None and body.get("logprobs") is not True:
        errors.append("rule top_logprobs: it needs logprobs")
    if body.get("stream_options") is not None and body.get("stream") is not True:
        errors.append("rule stream_options: only allowed when stream is enabled")
    if any(not -100 <= own <= 100 for own in (body.get("logit_bias") or {}).values()):
        errors.append("range logit_bias: -100..100")
    schema = (body.get("response_format") or {}).get("json_schema")
    if schema and not NAME.fullmatch(schema.get("name") or ""):
        errors.append(f"range response_format: the name {schema.get('name')!r} does not fit {NAME.pattern}")
    if REASONS.match(model):
        errors += [f"rule {key}: unsupported with a model that reasons" for key in REFUSED if body.get(key) is not None]
        if re.match(r"azure_openai/(o3|o4-mini)$", model) and body.get("stop") is not None:
            errors.append("rule stop: not supported by o3 and o4-mini")
    return errors + chat_turns(body.get("messages") or [])


def chat_turns(messages):
    """Results answer the calls of the turn before, all of them."""
    errors, open_calls = [], set()
    for at, message in enumerate(messages):
        if message.get("role") == "tool":
            if message.get("tool_call_id") not in open_calls:
                errors.append(f"rule messages.{at}: role tool must be a response to a preceding message with tool_calls")
            open_calls.discard(message.get("tool_call_id"))
            continue
        if open_calls:
            errors.append(f"rule messages.{at}: calls before it have no result")
        open_calls = {call.get("id") for call in message.get("tool_calls") or []}
        if message.get("role") == "assistant" and message.get("content") is None and not message.get("tool_calls") and not message.get("refusal"):
            errors.append(f"rule messages.{at}: content may be null only beside tool_calls")
        if message.get("role") == "assistant" and message.get("tool_calls") == []:
            errors.append(f"rule messages.{at}: [] is too short - tool_calls")
    return errors


def responses_rules(model, body):
    errors = []
    if not body.get("input"):
        errors.append("range input: none")
    calls = set()
    for at, item in enumerate(body.get("input") or []):
        if item.get("type") == "function_call":
            calls.add(item.get("call_id"))
        if item.get("type") == "function_call_output" and item.get("call_id") not in calls:
            errors.append(f"rule input.{at}: no tool call found for the output")
    if body.get("top_logprobs") is not None and "message.output_text.logprobs" not in (body.get("include") or []):
        errors.append("rule top_logprobs: it needs message.output_text.logprobs in include")
    form = (body.get("text") or {}).get("format") or {}
    if form.get("type") == "json_schema" and not NAME.fullmatch(form.get("name") or ""):
        errors.append(f"range text.format: the name {form.get('name')!r} does not fit {NAME.pattern}")
    if REASONS.match(model):
        keys = ["temperature", "top_p", "top_logprobs"]
        errors += [f"rule {key}: unsupported with a model that reasons" for key in keys if body.get(key) is not None]
    return errors
