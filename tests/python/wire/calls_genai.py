"""What a developer writes with Google's client, for the Gemini API and for Vertex."""

import json
import math
import re

import google.oauth2.credentials
from google import genai
from google.genai import errors, types

PORT = {"type": "object", "properties": {"port": {"type": "string"}}, "required": ["port"]}
DAY = {"type": "object", "properties": {"port": {"type": "string", "description": "Its name"}, "day": {"type": "string"}}, "required": ["port"]}
HOURS = {"type": "object", "properties": {"port": {"type": "string"}, "hours": {"type": "integer", "minimum": 1}}, "required": ["port"]}
RECEIPT = {
    "type": "object", "properties": {"total": {"type": "number"}, "currency": {"type": "string", "enum": ["EUR", "USD"]}},
    "required": ["total", "currency"], "additionalProperties": False,
}
HELLO = "When is high water in Brest?"


def declared(name, description, schema):
    return types.FunctionDeclaration(name=name, description=description, parameters_json_schema=schema)


TIDE = [types.Tool(function_declarations=[declared("tide", "The tides of a port", PORT)])]


def calling(mode, *names):
    return types.ToolConfig(function_calling_config=types.FunctionCallingConfig(mode=mode, allowed_function_names=list(names) or None))


GENERATE = {
    "text": dict(contents=HELLO, config=dict(max_output_tokens=200)),
    "system": dict(contents=HELLO, config=dict(system_instruction="You are a pilot. Answer in one line.", max_output_tokens=200)),
    "turns": dict(contents=[
        types.UserContent(HELLO), types.ModelContent("At 05:12."), types.UserContent("And in Saint-Malo?"),
    ], config=dict(system_instruction="You are a pilot.", max_output_tokens=200)),
    "unicode": dict(contents='Où est le phare ? 灯台 🗼 é "là"\n\t\\ </p> نعم', config=dict(max_output_tokens=200)),
    "image": dict(contents=["Which lighthouse is this?", types.Part.from_bytes(data=b"\x89PNG\r\n\x1a\n", mime_type="image/png")], config=dict(max_output_tokens=200)),
    "document": dict(contents=[types.Part.from_bytes(data=b"%PDF-1.4", mime_type="application/pdf"), "When is high water?"], config=dict(max_output_tokens=200)),
    "tools": dict(contents="Tide and wind in Brest?", config=types.GenerateContentConfig(
        tools=[types.Tool(function_declarations=[declared("tide", "The tides of a port", DAY), declared("wind", "The wind at a port", HOURS)])],
        tool_config=calling("AUTO"), max_output_tokens=200,
    )),
    "must_call": dict(contents="Tide in Brest?", config=dict(tools=TIDE, tool_config=calling("ANY"), max_output_tokens=200)),
    "forced_tool": dict(contents="Tide in Brest?", config=dict(tools=TIDE, tool_config=calling("ANY", "tide"), max_output_tokens=200)),
    "parallel_results": dict(contents=[
        types.UserContent("Tide in Brest and in Saint-Malo?"),
        types.ModelContent([
            types.Part.from_text(text="I look."),
            types.Part(function_call=types.FunctionCall(id="call_1", name="tide", args={"port": "Brest"})),
            types.Part(function_call=types.FunctionCall(id="call_2", name="tide", args={"port": "Saint-Malo"})),
        ]),
        types.UserContent([
            types.Part(function_response=types.FunctionResponse(id="call_1", name="tide", response={"high": "05:12"})),
            types.Part(function_response=types.FunctionResponse(id="call_2", name="tide", response={"high": "07:40"})),
        ]),
    ], config=dict(tools=TIDE, max_output_tokens=200)),
    "schema": dict(contents="Fuel, 12.50 euros.", config=dict(
        response_mime_type="application/json", response_json_schema=RECEIPT, max_output_tokens=200,
    )),
    "sampling": dict(contents="A line about the sea.", config=dict(temperature=0.7, stop_sequences=["END", "###"], max_output_tokens=30)),
    "round_numbers": dict(contents="A line about the sea.", config=dict(temperature=1.0, max_output_tokens=30)),
    "effort": dict(contents="How far is Lerwick from Bergen?", config=dict(
        thinking_config=types.ThinkingConfig(thinking_level="low"), max_output_tokens=4000,
    )),
    "budget": dict(contents="How far is Lerwick from Bergen?", config=dict(
        thinking_config=types.ThinkingConfig(thinking_budget=2000), max_output_tokens=4000,
    )),
    "stream": dict(stream=True, contents=HELLO, config=dict(max_output_tokens=200)),
}


def clients(url):
    # v1beta is the version that Google's reference of the Gemini API documents; the client's own default is v1.
    gemini = genai.Client(api_key="k", http_options=types.HttpOptions(base_url=url, api_version="v1beta"))
    vertex = genai.Client(
        vertexai=True, project="sea", location="us-central1", credentials=google.oauth2.credentials.Credentials(token="t"),
        http_options=types.HttpOptions(base_url=url, api_version="v1"),
    )
    beside = dict(form="gemini", calls=GENERATE, thrown=errors.APIError, error=error)
    return [
        dict(name="genai.Client", surface="gemini.generate_content", default="gemini/gemini-2.5-flash", models={"effort": "gemini/gemini-3-flash-preview"},
             call=lambda own: generate(gemini, own), **beside),
        dict(name="genai.Client(vertexai)", surface="vertex.generate_content", default="vertex/gemini-2.5-flash", models={"effort": "vertex/gemini-3-flash-preview"},
             fill={"{project}": "sea", "{location}": "us-central1"}, call=lambda own: generate(vertex, own), **beside),
    ]


def generate(client, own):
    own = dict(own)
    model = "gemini-3-flash-preview" if "thinking_level" in repr(own["config"]) and "LOW" in repr(own["config"]) else "gemini-2.5-flash"
    if not own.pop("stream", False):
        return said([client.models.generate_content(model=model, **own)])
    return said(list(client.models.generate_content_stream(model=model, **own)))


def said(chunks):
    parts, finish, usage = [], None, None
    for chunk in chunks:
        usage = chunk.usage_metadata or usage
        for candidate in chunk.candidates or []:
            parts += (candidate.content and candidate.content.parts) or []
            finish = candidate.finish_reason.value if candidate.finish_reason else finish
    calls = [[part.function_call.id, part.function_call.name, json.dumps(part.function_call.args)] for part in parts if part.function_call]
    counts = [usage.prompt_token_count or 0, usage.candidates_token_count or 0, usage.thoughts_token_count or 0]
    return dict(
        id=chunks[-1].response_id, model=chunks[-1].model_version, refusal=None, calls=calls, finish=finish,
        text="".join(part.text or "" for part in parts if not part.thought) or None,
        reasoning="".join(part.text or "" for part in parts if part.thought) or None,
        input=counts[0], output=counts[1] + counts[2], cached=usage.cached_content_token_count, thought=usage.thoughts_token_count,
    )


# Below these keys stands the caller's own JSON.
OPAQUE = ("parametersJsonSchema", "responseJsonSchema", "args", "response")


def camel(value):
    """Protocol buffers read both spellings of a key, and the client mixes them."""
    if isinstance(value, list):
        return [camel(own) for own in value]
    if not isinstance(value, dict):
        return value
    named = {re.sub(r"_([a-z])", lambda found: found[1].upper(), key): own for key, own in value.items()}
    return {key: own if key in OPAQUE else camel(own) for key, own in named.items()}


def equal(call):
    """Keys in either spelling; the client says `role: user` of the instruction, and writes a level in capitals."""
    body = call["body"] = camel(call["body"])
    if "systemInstruction" in body:
        body["systemInstruction"] = {key: own for key, own in body["systemInstruction"].items() if key != "role"}
    thinking = body.get("generationConfig", {}).get("thinkingConfig", {})
    if "thinkingLevel" in thinking:
        thinking["thinkingLevel"] = thinking["thinkingLevel"].upper()
    return call


def error(thrown):
    details = thrown.details["error"].get("details") or []
    waits = [math.ceil(float(own["retryDelay"].removesuffix("s")) * 1000) for own in details if "retryDelay" in own]
    return dict(status=thrown.code, message=thrown.message, code=thrown.status, thrown=type(thrown).__name__, retry=waits[0] if waits else None)
