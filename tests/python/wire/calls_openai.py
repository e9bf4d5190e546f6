"""What a developer writes with OpenAI's client, on Azure by a deployment and on its v1 path: chat completions and responses."""

import openai

from common import without

HELLO = [{"role": "user", "content": "When is high water in Brest?"}]
PORT = {"type": "object", "properties": {"port": {"type": "string"}}, "required": ["port"]}
TIDE = {"type": "function", "function": {"name": "tide", "description": "The tides of a port", "parameters": PORT}}
DAY = {"type": "object", "properties": {"port": {"type": "string", "description": "Its name"}, "day": {"type": "string"}}, "required": ["port"]}
HOURS = {"type": "object", "properties": {"port": {"type": "string"}, "hours": {"type": "integer", "minimum": 1}}, "required": ["port"]}
RECEIPT = {
    "type": "object", "properties": {"total": {"type": "number"}, "currency": {"type": "string", "enum": ["EUR", "USD"]}},
    "required": ["total", "currency"], "additionalProperties": False,
}
LINE = [{"role": "user", "content": "A line about the sea."}]

CHAT = {
    "text": dict(messages=HELLO, max_tokens=200),
    "system": dict(messages=[{"role": "system", "content": "You are a pilot. Answer in one line."}, *HELLO], max_tokens=200),
    "turns": dict(messages=[
        {"role": "system", "content": "You are a pilot."}, *HELLO,
        {"role": "assistant", "content": "At 05:12."}, {"role": "user", "content": "And in Saint-Malo?"},
    ], max_tokens=200),
    "unicode": dict(messages=[{"role": "user", "content": 'Où est le phare ? 灯台 🗼 é "là"\n\t\\ </p> نعم'}], max_tokens=200),
    "image": dict(messages=[{"role": "user", "content": [
        {"type": "text", "text": "Which lighthouse is this?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}},
    ]}], max_tokens=200),
    "tools": dict(
        messages=[{"role": "user", "content": "Tide and wind in Brest?"}],
        tools=[
            {"type": "function", "function": {"name": "tide", "description": "The tides of a port", "parameters": DAY}},
            {"type": "function", "function": {"name": "wind", "description": "The wind at a port", "parameters": HOURS}},
        ],
        tool_choice="auto", max_tokens=200,
    ),
    "must_call": dict(messages=[{"role": "user", "content": "Tide in Brest?"}], tools=[TIDE], tool_choice="required", max_tokens=200),
    "forced_tool": dict(
        messages=[{"role": "user", "content": "Tide in Brest?"}], tools=[TIDE],
        tool_choice={"type": "function", "function": {"name": "tide"}}, max_tokens=200,
    ),
    "one_at_a_time": dict(messages=[{"role": "user", "content": "Tide in Brest?"}], tools=[TIDE], parallel_tool_calls=False, max_tokens=200),
    "parallel_results": dict(messages=[
        {"role": "user", "content": "Tide in Brest and in Saint-Malo?"},
        {"role": "assistant", "content": "I look.", "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "tide", "arguments": '{"port":"Brest"}'}},
            {"id": "call_2", "type": "function", "function": {"name": "tide", "arguments": '{"port":"Saint-Malo"}'}},
        ]},
        {"role": "tool", "tool_call_id": "call_1", "content": '{"high":"05:12"}'},
        {"role": "tool", "tool_call_id": "call_2", "content": '{"high":"07:40"}'},
    ], tools=[TIDE], max_tokens=200),
    "schema": dict(
        messages=[{"role": "user", "content": "Fuel, 12.50 euros."}],
        response_format={"type": "json_schema", "json_schema": {"name": "receipt", "strict": True, "schema": RECEIPT}}, max_tokens=200,
    ),
    "sampling": dict(messages=LINE, temperature=0.7, stop=["END", "###"], max_tokens=30),
    "round_numbers": dict(messages=LINE, temperature=1.0, max_tokens=30),
    "effort": dict(messages=[{"role": "user", "content": "How far is Lerwick from Bergen?"}], reasoning_effort="low", max_completion_tokens=4000),
    "stream": dict(messages=HELLO, stream=True, stream_options={"include_usage": True}, max_tokens=200),
}

# The first version that knows efforts, and the usage of a stream; the last that is no preview knows neither.
NEWER = dict(api_version="2025-03-01-preview")
AZURE = {**CHAT, **{intent: {**CHAT[intent], **NEWER} for intent in ("effort", "stream")}}

FLAT = {"type": "function", "name": "tide", "description": "The tides of a port", "parameters": PORT, "strict": False}

RESPONSES = {
    "text": dict(input="When is high water in Brest?", max_output_tokens=200),
    "system": dict(input=[{"role": "system", "content": "You are a pilot. Answer in one line."}, *HELLO], max_output_tokens=200),
    "turns": dict(input=[
        {"role": "system", "content": "You are a pilot."}, *HELLO,
        {"role": "assistant", "content": "At 05:12."}, {"role": "user", "content": "And in Saint-Malo?"},
    ], max_output_tokens=200),
    "unicode": dict(input='Où est le phare ? 灯台 🗼 é "là"\n\t\\ </p> نعم', max_output_tokens=200),
    "image": dict(input=[{"role": "user", "content": [
        {"type": "input_text", "text": "Which lighthouse is this?"},
        {"type": "input_image", "image_url": "data:image/png;base64,iVBORw0KGgo=", "detail": "auto"},
    ]}], max_output_tokens=200),
    "must_call": dict(input="Tide in Brest?", tools=[FLAT], tool_choice="required", max_output_tokens=200),
    "forced_tool": dict(input="Tide in Brest?", tools=[FLAT], tool_choice={"type": "function", "name": "tide"}, max_output_tokens=200),
    "one_at_a_time": dict(input="Tide in Brest?", tools=[FLAT], parallel_tool_calls=False, max_output_tokens=200),
    "parallel_results": dict(input=[
        {"role": "user", "content": "Tide in Brest and in Saint-Malo?"},
        {"role": "assistant", "content": "I look."},
        {"type": "function_call", "call_id": "call_1", "name": "tide", "arguments": '{"port":"Brest"}'},
        {"type": "function_call", "call_id": "call_2", "name": "tide", "arguments": '{"port":"Saint-Malo"}'},
        {"type": "function_call_output", "call_id": "call_1", "output": '{"high":"05:12"}'},
        {"type": "function_call_output", "call_id": "call_2", "output": '{"high":"07:40"}'},
    ], tools=[FLAT], max_output_tokens=200),
    "schema": dict(
        input="Fuel, 12.50 euros.", text={"format": {"type": "json_schema", "name": "receipt", "strict": True, "schema": RECEIPT}}, max_output_tokens=200,
    ),
    "round_numbers": dict(input="A line about the sea.", temperature=1.0, max_output_tokens=30),
    "effort": dict(input="How far is Lerwick from Bergen?", reasoning={"effort": "low"}, max_output_tokens=4000),
    "stream": dict(input="When is high water in Brest?", stream=True, max_output_tokens=200),
}


def clients(url):
    azure = openai.AzureOpenAI(azure_endpoint=url, api_key="k", api_version="2024-10-21", max_retries=0)
    plain = openai.OpenAI(base_url=f"{url}/openai/v1/", api_key="k", max_retries=0)
    # The deployment is the user's own name for a model.
    beside = dict(fill={"{deployment}": "harbour"}, models={"effort": "azure_openai/gpt-5"}, default="azure_openai/gpt-4o", thrown=(openai.APIError, Failed), error=error)
    v1 = ["--api-version", "v1"]
    return [
        dict(name="openai.AzureOpenAI", surface="azure_openai.chat", form="chat", calls=AZURE, call=lambda own: chat(azure, own), **beside),
        dict(name="openai.OpenAI chat", surface="azure_openai.chat", form="chat", calls=CHAT, call=lambda own: chat(plain, own), arguments=v1, **beside),
        dict(name="openai.OpenAI responses", surface="azure_openai.responses", form="responses", calls=RESPONSES, call=lambda own: responses(plain, own), **beside),
    ]


def equal(call):
    """The client names the deployment in the body, too; Azure reads the path."""
    if "/deployments/" in call["path"]:
        call["body"] = without(call["body"], "model")
    return call


def equal_responses(call):
    """A text for one user's message, a text for one part, and a message without its type."""
    items = call["body"]["input"]
    items = [{"role": "user", "content": items}] if isinstance(items, str) else items
    call["body"] = {**call["body"], "input": [message(item) for item in items]}
    return call


def message(item):
    if "role" not in item:
        return item
    kind = "output_text" if item["role"] == "assistant" else "input_text"
    content = item["content"]
    return {"type": "message", **item, "content": [{"type": kind, "text": content}] if isinstance(content, str) else content}


def chat(client, own):
    own = dict(own)
    if "api_version" in own:
        client = client.copy(api_version=own.pop("api_version"))
    made = client.chat.completions.create(model="harbour", **own)
    if not own.get("stream"):
        choice = made.choices[0]
        calls = [[call.id, call.function.name, call.function.arguments] for call in choice.message.tool_calls or []]
        return said(made.id, made.model, choice.message.content, choice.message.refusal, calls, choice.finish_reason, made.usage)
    told = dict(id=None, model=None, text=None, refusal=None, calls={}, finish=None, usage=None)
    for chunk in made:
        told["id"], told["model"] = chunk.id or told["id"], chunk.model or told["model"]
        told["usage"] = chunk.usage or told["usage"]
        for choice in chunk.choices:
            for key, piece in (("text", choice.delta.content), ("refusal", choice.delta.refusal)):
                told[key] = told[key] if piece is None else (told[key] or "") + piece
            told["finish"] = choice.finish_reason or told["finish"]
            for piece in choice.delta.tool_calls or []:
                kept = told["calls"].setdefault(piece.index, [piece.id, piece.function.name, ""])
                kept[2] += piece.function.arguments or ""
    return said(told["id"], told["model"], told["text"], told["refusal"], list(told["calls"].values()), told["finish"], told["usage"])


def said(id, model, text, refusal, calls, finish, usage):
    details = (usage and usage.completion_tokens_details) or None
    return dict(
        id=id, model=model, text=text, refusal=refusal, calls=calls, finish=finish, reasoning=None,
        input=usage and usage.prompt_tokens, output=usage and usage.completion_tokens,
        cached=getattr(usage and usage.prompt_tokens_details, "cached_tokens", None), thought=getattr(details, "reasoning_tokens", None),
    )


class Failed(Exception):
    """The client hands over an event, and throws nothing."""


def responses(client, own):
    made = client.responses.create(model="harbour", **own)
    if own.get("stream"):
        pieces, last = "", None
        for event in made:
            pieces += event.delta if event.type == "response.output_text.delta" else ""
            last = event
        if last.type in ("error", "response.failed"):
            raise Failed(last if last.type == "error" else last.response.error)
        made = last.response
        assert made.output_text == pieces, "the pieces are the text"
    calls = [[item.call_id, item.name, item.arguments] for item in made.output if item.type == "function_call"]
    refusals = [part.refusal for item in made.output if item.type == "message" for part in item.content if part.type == "refusal"]
    thoughts = [part.text for item in made.output if item.type == "reasoning" for part in item.summary]
    finish = made.incomplete_details.reason if made.incomplete_details else made.status
    usage = made.usage
    return dict(
        id=made.id, model=made.model, text=made.output_text or None, refusal="".join(refusals) or None, calls=calls, finish=finish,
        reasoning="".join(thoughts) or None, input=usage and usage.input_tokens, output=usage and usage.output_tokens,
        cached=usage and usage.input_tokens_details and usage.input_tokens_details.cached_tokens,
        thought=usage and usage.output_tokens_details and usage.output_tokens_details.reasoning_tokens,
    )


# How the client reads the headers is no part of its interface, but it is what it waits.
CLIENT = openai.OpenAI(api_key="k")


def error(thrown):
    if isinstance(thrown, Failed):
        told = thrown.args[0]
        return dict(status=None, message=told.message, code=told.code, thrown="Failed")
    if not isinstance(thrown, openai.APIStatusError):
        return dict(status=None, message=thrown.message, code=thrown.code, thrown=type(thrown).__name__)
    body = thrown.body if isinstance(thrown.body, dict) else {}
    seconds = CLIENT._parse_retry_after_header(thrown.response.headers)
    return dict(status=thrown.status_code, message=body.get("message"), code=body.get("code"), thrown=type(thrown).__name__, retry=None if seconds is None else round(seconds * 1000))
