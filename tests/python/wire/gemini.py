"""Google's client as the judge of generateContent on both backends, and its older definition of the Gemini API beside."""

import base64
import copy
import enum
import json
import re
import warnings

import google.auth.credentials
from google.ai.generativelanguage_v1beta.types import GenerateContentRequest
from google.genai import Client, models, types
from google.protobuf import json_format
from pydantic import BaseModel, ValidationError

from common import number, place, within

warnings.simplefilter("ignore")
GEMINI = Client(api_key="judge")
VERTEX = Client(vertexai=True, project="p", location="us-central1", credentials=google.auth.credentials.AnonymousCredentials())

# What stands in the body beside generationConfig, and not within the client's configuration.
TOP = {"contents", "systemInstruction", "tools", "toolConfig", "safetySettings", "generationConfig", "cachedContent"}
OWN = {False: TOP | {"serviceTier", "store", "labels"}, True: TOP | {"labels", "modelArmorConfig"}}
FIELDS = {own.alias or name for name, own in types.GenerationConfig.model_fields.items()} | {"imageConfig"}
# Newer than the definition of the Gemini API that is held here; the client knows them.
NEWER = {"thinkingLevel", "serviceTier", "store", "labels", "parametersJsonSchema", "responseJsonSchema"}


def judge(line):
    body, vertex = line["body"], line["surface"].startswith("vertex")
    errors = [f"body {key}: no field of this API" for key in body if key not in OWN[vertex]]
    config = body.get("generationConfig") or {}
    errors += [f"generationConfig {key}: no field of it" for key in config if key not in FIELDS]
    if not vertex:
        errors += proto(body)
    errors += rules(body)
    return errors or client(body, config, vertex)


def client(body, config, vertex):
    """The client's types, its converter, which refuses what the other backend alone has, and what comes out of it."""
    # The client orders the properties of a schema in place.
    body, config = copy.deepcopy(body), copy.deepcopy(config)
    sent = copy.deepcopy(body)
    whole = {**config, **{key: value for key, value in body.items() if key not in ("contents", "generationConfig")}}
    try:
        asked = types._GenerateContentParameters(
            model="m",
            contents=[types.Content.model_validate(own) for own in body.get("contents") or []],
            config=types.GenerateContentConfig.model_validate(whole),
        )
        write = models._GenerateContentParameters_to_vertex if vertex else models._GenerateContentParameters_to_mldev
        made = plain(write((VERTEX if vertex else GEMINI)._api_client, asked))
    except ValidationError as error:
        return [f"types {place(own['loc'])}: {own['msg']}" for own in error.errors(include_url=False, include_input=False)]
    except (ValueError, TypeError, AttributeError) as error:
        return [f"client: {error}"]
    made.pop("_url", None)
    made.pop("config", None)
    made.pop("model", None)
    made, wanted = canonical(made), canonical(sent)
    return [f"client: it sends other values of {key}" for key in sorted(set(made) | set(wanted)) if made.get(key) != wanted.get(key)]


def plain(value):
    if isinstance(value, BaseModel):
        return plain(value.model_dump(by_alias=True, exclude_none=True))
    if isinstance(value, dict):
        return {key: plain(own) for key, own in value.items() if own is not None}
    if isinstance(value, (list, tuple)):
        return [plain(own) for own in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.value if isinstance(value, enum.Enum) else value


def canonical(value, key=None):
    """Spellings that mean the same: an empty configuration, the case of words, the letters of base64, whole numbers."""
    if isinstance(value, dict):
        # The client writes the order of properties out, which is the one that they stand in.
        if isinstance(value.get("properties"), dict) and value.get("propertyOrdering") == list(value["properties"]):
            value = {own: inner for own, inner in value.items() if own != "propertyOrdering"}
        whole = {own: canonical(inner, own) for own, inner in value.items()}
        # The client loses arguments that are null.
        return {own: inner for own, inner in whole.items() if inner is not None and not (own == "generationConfig" and inner == {})}
    if isinstance(value, list):
        return [canonical(own, key) for own in value]
    if number(value):
        return float(value)
    if key == "data" and isinstance(value, str):
        return value.replace("-", "+").replace("_", "/")
    if key in ("thinkingLevel", "serviceTier", "mode") and isinstance(value, str):
        return value.upper()
    return value


def proto(body):
    """Google's protobuf of the Gemini API, without what is newer."""
    older = json.loads(json.dumps(body))
    for _ in range(10):
        try:
            json_format.ParseDict(older, GenerateContentRequest.pb()())
            return []
        except json_format.ParseError as error:
            unknown = re.search(r'no field named "(\w+)"', str(error))
            if not unknown or unknown[1] not in NEWER:
                return [f"proto: {str(error).splitlines()[0][:200]}"]
            without(older, unknown[1])
    return []


def without(value, key):
    if isinstance(value, dict):
        value.pop(key, None)
    for own in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        without(own, key)


def rules(body):
    errors, own = [], body.get("generationConfig") or {}
    within(errors, own, "temperature", 0, 2)
    within(errors, own, "topP", 0, 1)
    within(errors, own, "presencePenalty", -2, 2)
    within(errors, own, "frequencyPenalty", -2, 2)
    within(errors, own, "logprobs", 0, 20)
    within(errors, own, "maxOutputTokens", 1, 2**31)
    within(errors, own, "candidateCount", 1, 8)
    within(errors, own, "seed", -(2**31), 2**31 - 1)
    if len(own.get("stopSequences") or []) > 5:
        errors.append("range stopSequences: more than 5")
    if own.get("logprobs") is not None and own.get("responseLogprobs") is not True:
        errors.append("rule logprobs: it needs responseLogprobs")
    if "responseSchema" in own and "responseJsonSchema" in own:
        errors.append("rule responseSchema: one schema, not two")
    if ("responseSchema" in own or "responseJsonSchema" in own) and not own.get("responseMimeType"):
        errors.append("rule responseMimeType: a schema needs it")
    thinking = own.get("thinkingConfig") or {}
    if "thinkingBudget" in thinking and "thinkingLevel" in thinking:
        errors.append("rule thinkingConfig: a budget or a level")
    names = [function.get("name") or "" for tool in body.get("tools") or [] for function in tool.get("functionDeclarations") or []]
    errors += [f"range tools: the name {name!r}" for name in names if not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}", name)]
    if len(set(names)) < len(names):
        errors.append("rule tools: two have one name")
    if any(not tool.get("functionDeclarations") for tool in body.get("tools") or []):
        errors.append("rule tools: one that declares nothing")
    allowed = ((body.get("toolConfig") or {}).get("functionCallingConfig") or {}).get("allowedFunctionNames") or []
    if any(name not in names for name in allowed):
        errors.append("rule toolConfig: it allows no function of the request")
    return errors + turns(body.get("contents") or [])


def turns(contents):
    errors, pending = [], []
    if not contents:
        errors.append("rule contents: contents is not specified")
    for at, turn in enumerate(contents):
        parts = turn.get("parts") or []
        if turn.get("role") not in ("user", "model"):
            errors.append(f"rule contents.{at}: please use a valid role: user, model")
        if not parts:
            errors.append(f"rule contents.{at}: no parts")
        if any(not {"text", "inlineData", "fileData", "functionCall", "functionResponse"} & set(part) for part in parts):
            errors.append(f"rule contents.{at}: a part without data")
        calls = [part["functionCall"].get("name") for part in parts if "functionCall" in part]
        results = [part["functionResponse"].get("name") for part in parts if "functionResponse" in part]
        if turn.get("role") == "user" and sorted(results) != sorted(pending):
            errors.append(f"rule contents.{at}: the number of function response parts must equal the number of function call parts")
        if calls and (at == 0 or contents[at - 1].get("role") != "user"):
            errors.append(f"rule contents.{at}: a function call comes after a user turn or after a function response turn")
        pending = calls if turn.get("role") == "model" else []
    return errors
