"""What the server answers: cases of the corpus, what each error is, and the class that a client throws."""

import json
import pathlib

from calls_boto import packed
from server import event_stream, sent_events, whole

CORPUS = pathlib.Path(__file__).parents[3] / "crates/llmanac/tests/answers"
# Where the answers of a form lie, and which are served whole and in pieces.
WHOLE = {
    "chat": ("azure_openai.chat", ["text", "tool", "tools_parallel", "length", "refusal", "filtered", "forced_tool_ends_with_stop"]),
    "responses": ("azure_openai.responses", ["text", "reasoning_and_tools", "length", "refusal"]),
    "converse": ("bedrock.converse", ["text", "tools_parallel", "reasoning", "length", "guardrail"]),
    "claude": ("bedrock.invoke", ["text", "thinking_and_tools", "length", "stop_sequence", "refusal"]),
    "gemini": ("gemini.generate_content", ["text", "thoughts", "tools_without_ids", "length"]),
}
STREAMED = {
    "chat": ["stream", "stream_tools"], "responses": ["stream", "stream_tools"], "converse": ["stream"], "claude": ["stream"],
    "gemini": ["stream", "stream_tools"],
}
# Errors of the corpus, what each is, and the class that the client throws.
CHAT_ERRORS = ("azure_openai.chat", {
    "error_rate": ("rate_limit", "RateLimitError"), "error_context": ("context_too_long", "BadRequestError"),
    "error_deployment": ("not_found", "NotFoundError"), "error_key": ("authentication", "AuthenticationError"),
})
AWS = {
    "error_throttled": ("rate_limit", "ThrottlingException"), "error_too_long": ("context_too_long", "ValidationException"),
    "error_end_of_life": ("not_found", "ResourceNotFoundException"), "error_access": ("permission", "AccessDeniedException"),
    "error_not_ready": ("model_not_ready", "ModelNotReadyException"), "error_timeout": ("timeout", "ModelTimeoutException"),
}
# Anthropic's client knows Bedrock's errors by their status alone.
BY_STATUS = {400: "BadRequestError", 403: "PermissionDeniedError", 404: "NotFoundError", 408: "APIStatusError", 429: "RateLimitError"}
ERRORS = {
    "chat": CHAT_ERRORS, "responses": CHAT_ERRORS, "converse": ("bedrock.converse", AWS), "claude": ("bedrock.converse", AWS),
    "gemini": ("gemini.generate_content", {
        "error_per_minute": ("rate_limit", "ClientError"), "error_too_long": ("context_too_long", "ClientError"),
        "error_model": ("not_found", "ClientError"), "error_key": ("authentication", "ClientError"),
    }),
}
# Errors within a stream. Anthropic's client has no words for those of Bedrock's frames: its exception holds bytes.
BROKEN = {
    "chat": ("azure_openai.chat", {"stream_error": ("server", "APIError")}),
    "responses": ("azure_openai.responses", {"stream_error": ("rate_limit", "Failed"), "stream_failed": ("server", "Failed")}),
    "converse": ("bedrock.converse", {"stream_exception": ("server", "EventStreamError"), "stream_throttled": ("rate_limit", "EventStreamError")}),
    "claude": ("bedrock.messages", {}),
    "gemini": ("gemini.generate_content", {"stream_error": ("overloaded", "ServerError")}),
}


def case(surface, name):
    return json.loads((CORPUS / surface / f"{name}.json").read_text())


def streamed(own):
    """A stream of the corpus on the wire: AWS frames what the corpus has decoded."""
    if "response" in own:
        return event_stream(own["response"]["stream"] if isinstance(own["response"], dict) else own["response"])
    text = "\n".join(own["text"]) + "\n"
    if "message_start" not in text:
        return sent_events(text)
    data = [line.removeprefix("data: ") for line in own["text"] if line.startswith("data: ")]
    return event_stream([{"chunk": {"bytes": packed(event)}} for event in data])


def on_the_wire(own):
    """An error of the corpus; botocore's form of it becomes what AWS sends."""
    if "Error" not in own["response"]:
        return whole(own["response"], status=own.get("status") or own["response"]["error"]["code"], headers=own.get("headers", {}))
    told, beside = own["response"]["Error"], own["response"]["ResponseMetadata"]
    headers = {**beside["HTTPHeaders"], "x-amzn-errortype": told["Code"]}
    return whole({"message": told["Message"]}, status=beside["HTTPStatusCode"], headers=headers)


def class_of(client, answer, wanted):
    return BY_STATUS[answer.status] if client["name"].startswith("anthropic") else wanted
