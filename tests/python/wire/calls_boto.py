"""What a developer writes with boto3's `bedrock-runtime`: Converse, ConverseStream, and InvokeModel with the body of Claude."""

import base64
import json

import boto3
import botocore.exceptions
from botocore.config import Config
from botocore.eventstream import EventStreamBuffer

SONNET = "global.anthropic.claude-sonnet-4-5-20250929-v1:0"
OPUS = "global.anthropic.claude-opus-4-6-v1"
HELLO = [{"role": "user", "content": [{"text": "When is high water in Brest?"}]}]
ASK = [{"role": "user", "content": [{"text": "Tide in Brest?"}]}]
LINE = [{"role": "user", "content": [{"text": "A line about the sea."}]}]
FAR = [{"role": "user", "content": [{"text": "How far is Lerwick from Bergen?"}]}]
LIMIT = {"maxTokens": 200}
PORT = {"type": "object", "properties": {"port": {"type": "string"}}, "required": ["port"]}
TIDE = {"toolSpec": {"name": "tide", "description": "The tides of a port", "inputSchema": {"json": PORT}}}
DAY = {"type": "object", "properties": {"port": {"type": "string", "description": "Its name"}, "day": {"type": "string"}}, "required": ["port"]}
HOURS = {"type": "object", "properties": {"port": {"type": "string"}, "hours": {"type": "integer", "minimum": 1}}, "required": ["port"]}
RECEIPT = {
    "type": "object", "properties": {"total": {"type": "number"}, "currency": {"type": "string", "enum": ["EUR", "USD"]}},
    "required": ["total", "currency"], "additionalProperties": False,
}

CONVERSE = {
    "text": dict(messages=HELLO, inferenceConfig=LIMIT),
    "system": dict(system=[{"text": "You are a pilot. Answer in one line."}], messages=HELLO, inferenceConfig=LIMIT),
    "turns": dict(system=[{"text": "You are a pilot."}], messages=[
        *HELLO, {"role": "assistant", "content": [{"text": "At 05:12."}]}, {"role": "user", "content": [{"text": "And in Saint-Malo?"}]},
    ], inferenceConfig=LIMIT),
    "unicode": dict(messages=[{"role": "user", "content": [{"text": 'Où est le phare ? 灯台 🗼 é "là"\n\t\\ </p> نعم'}]}], inferenceConfig=LIMIT),
    "image": dict(messages=[{"role": "user", "content": [
        {"text": "Which lighthouse is this?"}, {"image": {"format": "png", "source": {"bytes": b"\x89PNG\r\n\x1a\n"}}},
    ]}], inferenceConfig=LIMIT),
    "document": dict(messages=[{"role": "user", "content": [
        {"document": {"format": "pdf", "name": "tides", "source": {"bytes": b"%PDF-1.4"}}}, {"text": "When is high water?"},
    ]}], inferenceConfig=LIMIT),
    "tools": dict(messages=[{"role": "user", "content": [{"text": "Tide and wind in Brest?"}]}], toolConfig={
        "tools": [
            {"toolSpec": {"name": "tide", "description": "The tides of a port", "inputSchema": {"json": DAY}}},
            {"toolSpec": {"name": "wind", "description": "The wind at a port", "inputSchema": {"json": HOURS}}},
        ],
        "toolChoice": {"auto": {}},
    }, inferenceConfig=LIMIT),
    "must_call": dict(messages=ASK, toolConfig={"tools": [TIDE], "toolChoice": {"any": {}}}, inferenceConfig=LIMIT),
    "forced_tool": dict(messages=ASK, toolConfig={"tools": [TIDE], "toolChoice": {"tool": {"name": "tide"}}}, inferenceConfig=LIMIT),
    "one_at_a_time": dict(
        messages=ASK, toolConfig={"tools": [TIDE]}, inferenceConfig=LIMIT,
        additionalModelRequestFields={"tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
    ),
    "parallel_results": dict(messages=[
        {"role": "user", "content": [{"text": "Tide in Brest and in Saint-Malo?"}]},
        {"role": "assistant", "content": [
            {"text": "I look."},
            {"toolUse": {"toolUseId": "call_1", "name": "tide", "input": {"port": "Brest"}}},
            {"toolUse": {"toolUseId": "call_2", "name": "tide", "input": {"port": "Saint-Malo"}}},
        ]},
        {"role": "user", "content": [
            {"toolResult": {"toolUseId": "call_1", "content": [{"text": '{"high":"05:12"}'}]}},
            {"toolResult": {"toolUseId": "call_2", "content": [{"text": '{"high":"07:40"}'}]}},
        ]},
    ], toolConfig={"tools": [TIDE]}, inferenceConfig=LIMIT),
    "schema": dict(messages=[{"role": "user", "content": [{"text": "Fuel, 12.50 euros."}]}], outputConfig={"textFormat": {
        "type": "json_schema", "structure": {"jsonSchema": {"name": "receipt", "schema": json.dumps(RECEIPT)}},
    }}, inferenceConfig=LIMIT),
    "sampling": dict(messages=LINE, inferenceConfig={"temperature": 0.7, "stopSequences": ["END", "###"], "maxTokens": 30}),
    "round_numbers": dict(messages=LINE, inferenceConfig={"temperature": 1.0, "maxTokens": 30}),
    "effort": dict(
        messages=FAR, inferenceConfig={"maxTokens": 4000}, outputConfig={"effort": "low"}, additionalModelRequestFields={"thinking": {"type": "adaptive"}},
    ),
    "budget": dict(messages=FAR, inferenceConfig={"maxTokens": 4000}, additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 2000}}),
    "stream": dict(stream=True, messages=HELLO, inferenceConfig=LIMIT),
}

OWN_TIDE = {"name": "tide", "description": "The tides of a port", "input_schema": PORT}
BEGIN = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 200}
QUESTION = [{"role": "user", "content": "When is high water in Brest?"}]
OWN_ASK = [{"role": "user", "content": "Tide in Brest?"}]

INVOKE = {
    "text": dict(**BEGIN, messages=QUESTION),
    "system": dict(**BEGIN, system="You are a pilot. Answer in one line.", messages=QUESTION),
    "image": dict(**BEGIN, messages=[{"role": "user", "content": [
        {"type": "text", "text": "Which lighthouse is this?"},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
    ]}]),
    "forced_tool": dict(**BEGIN, messages=OWN_ASK, tools=[OWN_TIDE], tool_choice={"type": "tool", "name": "tide"}),
    "stream": dict(stream=True, **BEGIN, messages=QUESTION),
}


def clients(url):
    runtime = boto3.client(
        "bedrock-runtime", region_name="us-east-1", endpoint_url=url, aws_access_key_id="k", aws_secret_access_key="k",
        config=Config(retries={"total_max_attempts": 1}),
    )
    # A model's names differ by the surface's own lines: thinking that adapts began with 4.6.
    beside = dict(default="bedrock/claude-sonnet-4-5", models={"effort": "bedrock/claude-opus-4-6"}, thrown=botocore.exceptions.ClientError, error=error)
    return [
        dict(name="boto3 converse", surface="bedrock.converse", form="converse", calls=CONVERSE, call=lambda own: converse(runtime, own), **beside),
        dict(name="boto3 invoke_model", surface="bedrock.invoke", form="claude", calls=INVOKE, call=lambda own: invoke(runtime, own), **beside),
    ]


def converse(client, own):
    own = dict(own)
    own["modelId"] = OPUS if "effort" in own.get("outputConfig", {}) else SONNET
    if not own.pop("stream", False):
        made = client.converse(**own)
        return converse_said(made["output"]["message"]["content"], made["stopReason"], made["usage"])
    blocks, stop, usage = {}, None, None
    for event in client.converse_stream(**own)["stream"]:
        (kind, told), = event.items()
        if kind == "contentBlockStart":
            blocks[told["contentBlockIndex"]] = {"toolUse": {**told["start"]["toolUse"], "input": ""}}
        if kind == "contentBlockDelta":
            into(blocks.setdefault(told["contentBlockIndex"], {}), told["delta"])
        stop = told["stopReason"] if kind == "messageStop" else stop
        usage = told["usage"] if kind == "metadata" else usage
    for block in blocks.values():
        if "toolUse" in block:
            block["toolUse"]["input"] = json.loads(block["toolUse"]["input"])
    return converse_said([blocks[at] for at in sorted(blocks)], stop, usage)


def into(block, delta):
    if "text" in delta:
        block["text"] = block.get("text", "") + delta["text"]
    if "toolUse" in delta:
        block["toolUse"]["input"] += delta["toolUse"]["input"]
    thought = delta.get("reasoningContent", {})
    if "text" in thought:
        kept = block.setdefault("reasoningContent", {}).setdefault("reasoningText", {"text": ""})
        kept["text"] += thought["text"]


def converse_said(blocks, stop, usage):
    uses = [block["toolUse"] for block in blocks if "toolUse" in block]
    thoughts = [block["reasoningContent"]["reasoningText"]["text"] for block in blocks if "reasoningText" in block.get("reasoningContent", {})]
    return dict(
        id=None, model=None, text="".join(block.get("text", "") for block in blocks) or None, refusal=None,
        calls=[[use["toolUseId"], use["name"], json.dumps(use["input"])] for use in uses], finish=stop, reasoning="".join(thoughts) or None,
        input=usage["inputTokens"] + usage.get("cacheReadInputTokens", 0) + usage.get("cacheWriteInputTokens", 0), output=usage["outputTokens"],
        cached=usage.get("cacheReadInputTokens"), thought=None,
    )


def invoke(client, own):
    own = dict(own)
    stream = own.pop("stream", False)
    asked = dict(modelId=SONNET, body=json.dumps(own), contentType="application/json", accept="application/json")
    if not stream:
        return claude_said(json.loads(client.invoke_model(**asked)["body"].read()))
    message = None
    for event in client.invoke_model_with_response_stream(**asked)["body"]:
        message = claude_into(message, json.loads(event["chunk"]["bytes"]))
    return claude_said(message)


def claude_into(message, event):
    if event["type"] == "message_start":
        return event["message"]
    if event["type"] == "content_block_start":
        message["content"].append({**event["content_block"], "json": ""})
    if event["type"] == "content_block_delta":
        block, delta = message["content"][event["index"]], event["delta"]
        key = {"text_delta": "text", "thinking_delta": "thinking", "signature_delta": "signature", "input_json_delta": "json"}[delta["type"]]
        block[key] += delta["partial_json" if key == "json" else key]
    if event["type"] == "content_block_stop" and message["content"][event["index"]]["type"] == "tool_use":
        block = message["content"][event["index"]]
        block["input"] = json.loads(block["json"] or "{}")
    if event["type"] == "message_delta":
        message.update(event["delta"])
        message["usage"].update(event["usage"])
    return message


def claude_said(message):
    """The same words for Anthropic's own client, whose objects are these when they are dumped."""
    usage, blocks = message["usage"], message["content"]
    written, read = usage.get("cache_creation_input_tokens") or 0, usage.get("cache_read_input_tokens") or 0
    return dict(
        id=message["id"], model=message["model"], text="".join(block["text"] for block in blocks if block["type"] == "text") or None,
        calls=[[block["id"], block["name"], json.dumps(block["input"])] for block in blocks if block["type"] == "tool_use"],
        refusal=(message.get("stop_details") or {}).get("explanation"), finish=message["stop_reason"], reasoning="".join(block["thinking"] for block in blocks if block["type"] == "thinking") or None,
        input=usage["input_tokens"] + written + read, output=usage["output_tokens"], cached=usage.get("cache_read_input_tokens"), thought=None,
    )


def packed(text):
    return base64.b64encode(text.encode()).decode()


def decoded(frames):
    """The events of a binary stream by botocore's decoder, each under its name."""
    buffer = EventStreamBuffer()
    buffer.add_data(frames)
    return [{event.headers.get(":event-type") or event.headers[":exception-type"]: json.loads(event.payload)} for event in buffer]


def equal(call):
    """The schema of an answer is JSON in a text; members may stand in any order."""
    shape = call["body"].get("outputConfig", {}).get("textFormat", {}).get("structure", {}).get("jsonSchema")
    if shape:
        shape["schema"] = json.loads(shape["schema"])
    return call


def equal_claude(call):
    """A text for a list of one block, in messages, results and system; for a stream, AWS has another name of `accept`."""
    body, headers = call["body"], call["headers"]
    if "x-amzn-bedrock-accept" in headers:
        headers["accept"] = headers["x-amzn-bedrock-accept"]
    body["messages"] = [{**message, "content": blocks(message["content"])} for message in body["messages"]]
    if "system" in body:
        body["system"] = blocks(body["system"])
    return call


def blocks(content):
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [{**block, "content": blocks(block["content"])} if block["type"] == "tool_result" else block for block in content]


def error(thrown):
    own = thrown.response
    # An error within a stream has no status.
    return dict(status=own.get("ResponseMetadata", {}).get("HTTPStatusCode"), message=own["Error"]["Message"], code=own["Error"]["Code"], thrown=type(thrown).__name__)
