"""botocore as the judge of Converse and ConverseStream: its validator, its serializer, and what its model of the service states beside."""

import base64
import binascii
import json
import re
import urllib.parse

import boto3
import botocore.exceptions
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.validate import ParamValidator

from common import differing, number
from claude import thinking_rules

sent = {}


class Raw:
    def stream(self, *_, **__):
        return iter([b"{}"])

    def read(self, *_, **__):
        return b"{}"


def refuse(request, **_):
    """No request leaves the process."""
    sent.update(url=request.url, body=json.loads(request.body or b"{}"))
    return AWSResponse(request.url, 400, {"content-type": "application/json", "x-amzn-errortype": "ValidationException"}, Raw())


CLIENT = boto3.client(
    "bedrock-runtime", region_name="us-east-1", aws_access_key_id="judge", aws_secret_access_key="judge",
    config=Config(parameter_validation=False, retries={"max_attempts": 0}),
)
CLIENT.meta.events.register("before-send.bedrock-runtime.*", refuse)
OPERATIONS = {"converse": ("Converse", CLIENT.converse), "converse-stream": ("ConverseStream", CLIENT.converse_stream)}
SHAPES = {name: CLIENT.meta.service_model.operation_model(name).input_shape for name, _ in OPERATIONS.values()}
VALIDATOR = ParamValidator()


def judge(line):
    body = line["body"]
    found = re.fullmatch(r"/model/(.+)/(converse|converse-stream)", line["path"])
    if not found:
        return [f"path: {line['path']} is no operation"]
    model, (name, call) = urllib.parse.unquote(found[1]), OPERATIONS[found[2]]
    if "modelId" in body:
        return ["path modelId: it stands in the path, not in the body"]
    errors = []
    params = read(body, SHAPES[name], "", errors)
    params["modelId"] = read(model, SHAPES[name].members["modelId"], ".modelId", errors)
    report = VALIDATOR.validate(params, SHAPES[name])
    if report.has_errors():
        errors += [f"botocore: {own}" for own in report.generate_report().split("\n")]
    errors += rules(line["model"], body)
    if errors:
        return errors
    try:
        call(**params)
    except botocore.exceptions.ClientError:
        pass
    except botocore.exceptions.BotoCoreError as error:
        return [f"client: {error}"]
    if sent["body"] != body:
        return [f"client: it sends other values of {differing(sent['body'], body)}"]
    path = urllib.parse.urlparse(sent["url"]).path
    if urllib.parse.unquote(path) != urllib.parse.unquote(line["path"]):
        return [f"client: it calls {path}, and not {line['path']}"]
    return []


def read(value, shape, place, errors):
    """A value of the wire as botocore's callers have it, held against what the service's model states and botocore skips."""
    if getattr(shape, "is_document_type", False):
        return value
    kind, own = shape.type_name, shape.metadata
    most = own.get("max")
    if kind == "structure" and isinstance(value, dict):
        members = {key: read(inner, shape.members[key], f"{place}.{key}", errors) for key, inner in value.items() if key in shape.members}
        return {**value, **members}
    if kind == "list" and isinstance(value, list):
        if most is not None and len(value) > most:
            errors.append(f"model {place[1:]}: {len(value)} items are more than {most}")
        return [read(inner, shape.member, f"{place}.{at}", errors) for at, inner in enumerate(value)]
    if kind == "map" and isinstance(value, dict):
        if most is not None and len(value) > most:
            errors.append(f"model {place[1:]}: {len(value)} entries are more than {most}")
        for key in value:
            read(key, shape.key, f"{place}.{key}", errors)
        return {key: read(inner, shape.value, f"{place}.{key}", errors) for key, inner in value.items()}
    if kind == "blob":
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError, TypeError) as error:
            errors.append(f"model {place[1:]}: no base64: {error}")
            return b"x"
    if kind == "string" and isinstance(value, str):
        if shape.enum and value not in shape.enum:
            errors.append(f"model {place[1:]}: {value!r} is none of {list(shape.enum)}")
        if most is not None and len(value) > most:
            errors.append(f"model {place[1:]}: {len(value)} characters are more than {most}")
        if own.get("pattern") and not re.fullmatch(own["pattern"], value):
            errors.append(f"model {place[1:]}: {value[:60]!r} does not fit {own['pattern'][:60]}")
    if number(value) and most is not None and value > most:
        errors.append(f"model {place[1:]}: {value} is above {most}")
    return value


# AWS: "can contain only alphanumeric characters, whitespace characters (no more than one in a row), hyphens, parentheses, square brackets".
DOCUMENT = re.compile(r"(?:[a-zA-Z0-9\-()\[\]]|\s(?!\s))+")


def rules(model, body):
    """What the service says of conversations, and no schema does."""
    errors, uses_tools, pending, names = [], False, [], []
    messages = body.get("messages") or []
    if not messages:
        errors.append("rule messages: none")
    for at, message in enumerate(messages):
        role, blocks = message.get("role"), message.get("content") or []
        if role != ("user" if at % 2 == 0 else "assistant"):
            errors.append(f"rule messages.{at}: roles alternate, and the user begins")
        if not blocks:
            errors.append(f"rule messages.{at}: no content")
        calls = [block["toolUse"].get("toolUseId") for block in blocks if "toolUse" in block]
        results = [block["toolResult"].get("toolUseId") for block in blocks if "toolResult" in block]
        uses_tools |= bool(calls or results)
        if any("text" in block and not str(block["text"]).strip() for block in blocks):
            errors.append(f"rule messages.{at}: a text that is blank")
        if any("document" in block for block in blocks) and not any("text" in block for block in blocks):
            errors.append(f"rule messages.{at}: a document without a text beside it")
        names += [block["document"].get("name") or "" for block in blocks if "document" in block]
        if role == "user" and sorted(results) != sorted(pending):
            errors.append(f"rule messages.{at}: the results {results} do not answer the calls {pending}")
        first_call = next((place for place, block in enumerate(blocks) if "toolUse" in block), len(blocks))
        if any("text" in block for block in blocks[first_call:]):
            errors.append(f"rule messages.{at}: a text after a call")
        if any("cachePoint" in block and (place == 0 or "cachePoint" in blocks[place - 1]) for place, block in enumerate(blocks)):
            errors.append(f"rule messages.{at}: a point of the cache after nothing")
        pending = calls if role == "assistant" else []
    errors += [f"rule document: the name {name!r}" for name in names if not DOCUMENT.fullmatch(name)]
    if len(set(names)) < len(names):
        errors.append("rule document: two have one name")
    if any("text" in block and not block["text"].strip() for block in body.get("system") or []):
        errors.append("rule system: a text that is blank")
    tools = [tool["toolSpec"].get("name") for tool in (body.get("toolConfig") or {}).get("tools") or [] if "toolSpec" in tool]
    if uses_tools and not tools:
        errors.append("rule toolConfig: it must be defined when using toolUse and toolResult content blocks")
    if len(set(tools)) < len(tools):
        errors.append("rule toolConfig: two tools have one name")
    chosen = ((body.get("toolConfig") or {}).get("toolChoice") or {}).get("tool")
    if chosen and chosen.get("name") not in tools:
        errors.append("rule toolChoice: it names no tool of the request")
    own, more = body.get("inferenceConfig") or {}, body.get("additionalModelRequestFields") or {}
    if any(not stop.strip() for stop in own.get("stopSequences") or []) and "claude" in model:
        errors.append("rule stopSequences: one that is blank")
    if "claude" in model:
        choice = (body.get("toolConfig") or {}).get("toolChoice") or {}
        sampled = {"temperature": own.get("temperature"), "top_p": own.get("topP"), "top_k": more.get("top_k")}
        errors += thinking_rules(model, sampled, own.get("maxTokens"), more.get("thinking") or {}, "any" in choice or "tool" in choice)
        if more.get("tool_choice") and choice and "auto" not in choice:
            errors.append("rule tool_choice: it conflicts with toolConfig.toolChoice")
    return errors
