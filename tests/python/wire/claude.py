"""Anthropic's clients as the judges of Claude's own body, on Bedrock, Vertex and Foundry."""

import json
import re

import anthropic
import anthropic.types
import httpx
from anthropic.types import message_create_params as params
from pydantic import TypeAdapter

from common import differing, forbid_unknown_keys, params_modules, typed, within

modules = [params] + params_modules(anthropic.types)
for module in modules:
    # On the wire the data of a file is a text.
    if hasattr(module, "Base64FileInput"):
        module.Base64FileInput = str
forbid_unknown_keys(modules)
TYPES = TypeAdapter(params.MessageCreateParamsNonStreaming)
VERSIONS = {"bedrock.invoke": "bedrock-2023-05-31", "vertex.raw_predict": "vertex-2023-10-16"}
# Keys that are no parameters of the client's method, but part of the body.
BESIDE = ("anthropic_version", "anthropic_beta")

sent = {}


def answer(request):
    sent["path"], sent["body"] = request.url.path, json.loads(request.content)
    return httpx.Response(200, json={
        "id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": "end_turn", "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    })


http = httpx.Client(transport=httpx.MockTransport(answer))
CLIENTS = {
    "bedrock.invoke": anthropic.AnthropicBedrock(aws_access_key="judge", aws_secret_key="judge", aws_region="us-east-1", http_client=http, max_retries=0),
    "vertex.raw_predict": anthropic.AnthropicVertex(project_id="p", region="global", access_token="judge", http_client=http, max_retries=0),
    "azure_foundry.messages": anthropic.AnthropicFoundry(api_key="judge", base_url="https://judge.invalid", http_client=http, max_retries=0),
    "bedrock.messages": anthropic.Anthropic(api_key="judge", base_url="https://judge.invalid", http_client=http, max_retries=0),
}


def judge(line):
    surface, body = line["surface"], line["body"]
    errors = []
    wanted = VERSIONS.get(surface)
    if body.get("anthropic_version") != wanted:
        errors.append(f"contract anthropic_version: {body.get('anthropic_version')!r} is not {wanted!r}")
    # Where the path names the model, the body does not; the stream is an operation of InvokeModel.
    in_body = wanted is None
    if ("model" in body) != in_body:
        errors.append("contract model: it stands in the body, or in the path")
    if surface == "bedrock.invoke" and "stream" in body:
        errors.append("contract stream: extraneous key [stream] is not permitted")
    beta = body.get("anthropic_beta", [])
    if not isinstance(beta, list) or not all(isinstance(own, str) for own in beta):
        errors.append("contract anthropic_beta: a list of texts")
    own = {key: value for key, value in body.items() if key not in (*BESIDE, "model", "stream")}
    errors += typed(TYPES, {**own, "model": "m"})
    errors += rules(line["model"], body)
    return errors or client(line, own)


def client(line, own):
    surface, body = line["surface"], line["body"]
    model = body.get("model") or line["path"].split("/")[-2 if surface == "bedrock.invoke" else -1].split(":")[0]
    try:
        CLIENTS[surface].messages.create(model=model, extra_body={key: body[key] for key in BESIDE if key in body}, timeout=30, **own)
    except TypeError as error:
        return [f"client: {error}"]
    whole = {key: value for key, value in body.items() if key not in ("stream", "anthropic_beta")}
    made = {key: value for key, value in sent["body"].items() if key not in ("stream", "anthropic_beta")}
    return [] if made == whole else [f"client: it sends other values of {differing(made, whole)}"]


def rules(model, body):
    errors = []
    within(errors, body, "temperature", 0, 1)
    within(errors, body, "top_p", 0, 1)
    within(errors, body, "top_k", 0, 500)
    within(errors, body, "max_tokens", 1, 2**31)
    stops = body.get("stop_sequences") or []
    if len(stops) > 8191:
        errors.append("range stop_sequences: more than 8191")
    if any(not str(stop).strip() for stop in stops):
        errors.append("rule stop_sequences: each stop sequence must contain non-whitespace")
    tools = [tool.get("name") or "" for tool in body.get("tools") or []]
    errors += [f"range tools: the name {name!r}" for name in tools if not re.fullmatch(r"[a-zA-Z0-9_-]{1,128}", name)]
    if len(set(tools)) < len(tools):
        errors.append("rule tools: tool names must be unique")
    choice = body.get("tool_choice") or {}
    if choice and not tools:
        errors.append("rule tool_choice: may only be specified while providing tools")
    if choice.get("type") == "tool" and choice.get("name") not in tools:
        errors.append("rule tool_choice: it names no tool of the request")
    errors += turns(body.get("messages") or [], bool(tools))
    if isinstance(body.get("system"), list) and any(not block.get("text", "").strip() for block in body["system"]):
        errors.append("rule system: text content blocks must be non-empty")
    return errors + thinking_rules(model, body, body.get("max_tokens"), body.get("thinking") or {}, choice.get("type") in ("any", "tool"))


def turns(messages, has_tools):
    errors, pending = [], []
    if not messages:
        errors.append("rule messages: at least one message is required")
    marks = 0
    for at, message in enumerate(messages):
        role, blocks = message.get("role"), message.get("content")
        if role != ("user" if at % 2 == 0 else "assistant"):
            errors.append(f"rule messages.{at}: roles alternate, and the user begins")
        if not blocks:
            errors.append(f"rule messages.{at}: no content")
        blocks = [{"type": "text", "text": blocks}] if isinstance(blocks, str) else blocks or []
        if any(block.get("type") == "text" and not block.get("text", "").strip() for block in blocks):
            errors.append(f"rule messages.{at}: text content blocks must contain non-whitespace text")
        calls = [block.get("id") or "" for block in blocks if block.get("type") == "tool_use"]
        results = [block.get("tool_use_id") for block in blocks if block.get("type") == "tool_result"]
        errors += [f"range messages.{at}: the id {own!r}" for own in calls if not re.fullmatch(r"[a-zA-Z0-9_-]+", own)]
        if role == "user" and sorted(results) != sorted(pending):
            errors.append(f"rule messages.{at}: the results {results} do not answer the calls {pending}")
        first = next((place for place, block in enumerate(blocks) if block.get("type") != "tool_result"), len(blocks))
        if any(block.get("type") == "tool_result" for block in blocks[first:]):
            errors.append(f"rule messages.{at}: results must come first in the content")
        if (calls or results) and not has_tools:
            errors.append(f"rule messages.{at}: calls and results need tools")
        marks += sum("cache_control" in block for block in blocks)
        pending = calls if role == "assistant" else []
    if marks > 4:
        errors.append(f"rule messages: {marks} blocks with cache_control are more than 4")
    return errors


def thinking_rules(model, sampled, limit, thinking, is_forced):
    """Sampling and thinking, by the line of models; Converse passes the same on."""
    errors = []
    temperature, top_p, top_k = (sampled.get(key) for key in ("temperature", "top_p", "top_k"))
    kind, budget = thinking.get("type"), thinking.get("budget_tokens")
    if kind == "enabled":
        if not isinstance(budget, int) or budget < 1024:
            errors.append(f"rule thinking: the budget {budget} is below 1024")
        elif limit is not None and budget >= limit:
            errors.append("rule thinking: max_tokens must be greater than budget_tokens")
    if kind in ("enabled", "adaptive"):
        if temperature not in (None, 1):
            errors.append("rule temperature: may only be set to 1 when thinking is enabled")
        if top_k is not None:
            errors.append("rule top_k: must be unset when thinking is enabled")
        if top_p is not None and not 0.95 <= top_p <= 1:
            errors.append("rule top_p: must be at least 0.95 or unset when thinking is enabled")
        if is_forced:
            errors.append("rule tool_choice: thinking may not be enabled when tool_choice forces tool use")
    if re.search(r"claude-(opus-4-[156]|sonnet-4-[56]|haiku-4-5)", model) and temperature is not None and top_p is not None:
        errors.append("rule temperature: temperature and top_p cannot both be specified for this model")
    if re.search(r"claude-(opus-4-[78]|opus-5|sonnet-5)", model):
        errors += [f"rule {key}: not supported from Claude Opus 4.7 on" for key in ("temperature", "top_p", "top_k") if sampled.get(key) is not None]
        if kind == "enabled":
            errors.append("rule thinking: enabled is not supported by this model")
    if kind and re.search(r"claude-(instant|v\d|3-(opus|sonnet|haiku)|3-5-)", model):
        errors.append("rule thinking: this model does not think")
    return errors
