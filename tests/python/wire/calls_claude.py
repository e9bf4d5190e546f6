"""What a developer writes with Anthropic's client for Bedrock."""

import anthropic

from calls_boto import PORT, DAY, HOURS, RECEIPT, claude_said, equal_claude

SONNET = "global.anthropic.claude-sonnet-4-5-20250929-v1:0"
HELLO = [{"role": "user", "content": "When is high water in Brest?"}]
ASK = [{"role": "user", "content": "Tide in Brest?"}]
LINE = [{"role": "user", "content": "A line about the sea."}]
FAR = [{"role": "user", "content": "How far is Lerwick from Bergen?"}]
TIDE = {"name": "tide", "description": "The tides of a port", "input_schema": PORT}

MESSAGES = {
    "text": dict(max_tokens=200, messages=HELLO),
    "system": dict(max_tokens=200, system="You are a pilot. Answer in one line.", messages=HELLO),
    "turns": dict(max_tokens=200, system="You are a pilot.", messages=[
        *HELLO, {"role": "assistant", "content": "At 05:12."}, {"role": "user", "content": "And in Saint-Malo?"},
    ]),
    "unicode": dict(max_tokens=200, messages=[{"role": "user", "content": 'Où est le phare ? 灯台 🗼 é "là"\n\t\\ </p> نعم'}]),
    "image": dict(max_tokens=200, messages=[{"role": "user", "content": [
        {"type": "text", "text": "Which lighthouse is this?"},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
    ]}]),
    "document": dict(max_tokens=200, messages=[{"role": "user", "content": [
        {"type": "document", "title": "tides.pdf", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQ="}},
        {"type": "text", "text": "When is high water?"},
    ]}]),
    "tools": dict(max_tokens=200, messages=[{"role": "user", "content": "Tide and wind in Brest?"}], tools=[
        {"name": "tide", "description": "The tides of a port", "input_schema": DAY},
        {"name": "wind", "description": "The wind at a port", "input_schema": HOURS},
    ], tool_choice={"type": "auto"}),
    "must_call": dict(max_tokens=200, messages=ASK, tools=[TIDE], tool_choice={"type": "any"}),
    "forced_tool": dict(max_tokens=200, messages=ASK, tools=[TIDE], tool_choice={"type": "tool", "name": "tide"}),
    "one_at_a_time": dict(max_tokens=200, messages=ASK, tools=[TIDE], tool_choice={"type": "auto", "disable_parallel_tool_use": True}),
    "parallel_results": dict(max_tokens=200, messages=[
        {"role": "user", "content": "Tide in Brest and in Saint-Malo?"},
        {"role": "assistant", "content": [
            {"type": "text", "text": "I look."},
            {"type": "tool_use", "id": "call_1", "name": "tide", "input": {"port": "Brest"}},
            {"type": "tool_use", "id": "call_2", "name": "tide", "input": {"port": "Saint-Malo"}},
        ]},
        {"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": "call_1", "content": '{"high":"05:12"}'},
            {"type": "tool_result", "tool_use_id": "call_2", "content": '{"high":"07:40"}'},
        ]},
    ], tools=[TIDE]),
    "schema": dict(max_tokens=200, messages=[{"role": "user", "content": "Fuel, 12.50 euros."}], output_config={
        "format": {"type": "json_schema", "schema": RECEIPT},
    }),
    "sampling": dict(max_tokens=30, messages=LINE, temperature=0.7, stop_sequences=["END", "###"]),
    "round_numbers": dict(max_tokens=30, messages=LINE, temperature=1.0),
    "effort": dict(max_tokens=4000, messages=FAR, thinking={"type": "adaptive"}, output_config={"effort": "low"}),
    "budget": dict(max_tokens=4000, messages=FAR, thinking={"type": "enabled", "budget_tokens": 2000}),
    "stream": dict(stream=True, max_tokens=200, messages=HELLO),
}


def clients(url):
    bedrock = anthropic.AnthropicBedrock(aws_access_key="k", aws_secret_key="k", aws_region="us-east-1", base_url=url, max_retries=0)
    return [dict(
        name="anthropic.AnthropicBedrock", surface="bedrock.invoke", form="claude", calls=MESSAGES, call=lambda own: messages(bedrock, own),
        default="bedrock/claude-sonnet-4-5", models={"effort": "bedrock/claude-opus-4-6"}, thrown=anthropic.APIStatusError, error=error,
    )]


def messages(client, own):
    own = dict(own)
    model = "global.anthropic.claude-opus-4-6-v1" if "effort" in own.get("output_config", {}) else SONNET
    if not own.pop("stream", False):
        return claude_said(client.messages.create(model=model, **own).model_dump())
    with client.messages.stream(model=model, **own) as stream:
        return claude_said(stream.get_final_message().model_dump())


# How the client reads the headers is no part of its interface, but it is what it waits.
CLIENT = anthropic.Anthropic(api_key="k")


def error(thrown):
    body = thrown.body if isinstance(thrown.body, dict) else {}
    seconds = CLIENT._parse_retry_after_header(thrown.response.headers)
    return dict(status=thrown.status_code, message=body.get("message"), code=None, thrown=type(thrown).__name__, retry=None if seconds is None else round(seconds * 1000))
