"""What a program holds after a call: each client's own object, made by the client from an answer of the corpus that a server gives it."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable
from dataclasses import dataclass

import anthropic
import boto3
import google.oauth2.credentials
import openai
from botocore.config import Config
from google import genai
from google.genai import types

CORPUS = pathlib.Path(__file__).parents[3] / "crates/llmanac/tests"
HELLO = [{"role": "user", "content": "Hi"}]


def alone():
    """The caller's own accounts and proxies are no part of this."""
    for key in list(os.environ):
        if key.startswith(("AWS_", "OPENAI_", "AZURE_", "GOOGLE_", "GEMINI_", "ANTHROPIC_")) or key.lower().endswith("_proxy"):
            del os.environ[key]
    os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_EC2_METADATA_DISABLED="true")


@dataclass
class Client:
    """One way to call a provider: `call` gives its object of a whole answer, `stream` its events and, where it makes one, its final object."""

    name: str
    surface: str
    model: str
    # The name of the form in tests/python/wire.
    form: str
    # The key under which the response has its usage, and the attribute of the object.
    usage: tuple[str, str]
    call: Callable
    stream: Callable


def clients(server):
    url = server.url
    azure = openai.AzureOpenAI(azure_endpoint=url, api_key="k", api_version="2025-03-01-preview", max_retries=0)
    plain = openai.OpenAI(base_url=f"{url}/openai/v1/", api_key="k", max_retries=0)
    runtime = boto3.client(
        "bedrock-runtime", region_name="us-east-1", endpoint_url=url, aws_access_key_id="k", aws_secret_access_key="k",
        config=Config(retries={"total_max_attempts": 1}),
    )
    claude = anthropic.AnthropicBedrock(aws_access_key="k", aws_secret_key="k", aws_region="us-east-1", base_url=url, max_retries=0)
    gemini = genai.Client(api_key="k", http_options=types.HttpOptions(base_url=url, api_version="v1beta"))
    vertex = genai.Client(
        vertexai=True, project="p", location="us-central1", credentials=google.oauth2.credentials.Credentials("t"),
        http_options=types.HttpOptions(base_url=url, api_version="v1"),
    )
    sonnet = "global.anthropic.claude-sonnet-4-5-20250929-v1:0"
    turns = [{"role": "user", "content": [{"text": "Hi"}]}]

    def chat_stream():
        events = list(azure.chat.completions.create(model="gpt-4o", messages=HELLO, stream=True, stream_options={"include_usage": True}))
        with azure.chat.completions.stream(model="gpt-4o", messages=HELLO, stream_options={"include_usage": True}) as stream:
            try:
                return events, stream.get_final_completion()
            # It makes none of an answer that was cut by a limit or a filter.
            except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError):
                return events, None

    def responses_stream():
        events = list(plain.responses.create(model="gpt-4o", input="Hi", stream=True))
        return events, events[-1].response

    def claude_stream():
        events = list(claude.messages.create(model=sonnet, max_tokens=5, messages=HELLO, stream=True))
        with claude.messages.stream(model=sonnet, max_tokens=5, messages=HELLO) as stream:
            return events, stream.get_final_message()

    def gemini_stream(client):
        return list(client.models.generate_content_stream(model="gemini-2.5-flash", contents="Hi")), None

    plain_usage = ("usage", "usage")
    gemini_usage = ("usageMetadata", "usage_metadata")
    return [
        Client(
            "openai chat", "azure_openai.chat", "azure_openai/gpt-4o", "chat", plain_usage,
            lambda: azure.chat.completions.create(model="gpt-4o", messages=HELLO), chat_stream,
        ),
        Client(
            "openai responses", "azure_openai.responses", "azure_openai/gpt-4o", "responses", plain_usage,
            lambda: plain.responses.create(model="gpt-4o", input="Hi"), responses_stream,
        ),
        Client(
            "anthropic", "bedrock.invoke", "bedrock/claude-sonnet-4-5", "claude", plain_usage,
            lambda: claude.messages.create(model=sonnet, max_tokens=5, messages=HELLO), claude_stream,
        ),
        Client(
            "boto3", "bedrock.converse", "bedrock/claude-sonnet-4-5", "converse", plain_usage,
            lambda: runtime.converse(modelId=sonnet, messages=turns),
            lambda: (list(runtime.converse_stream(modelId=sonnet, messages=turns)["stream"]), None),
        ),
        Client(
            "google-genai", "gemini.generate_content", "gemini/gemini-2.5-flash", "gemini", gemini_usage,
            lambda: gemini.models.generate_content(model="gemini-2.5-flash", contents="Hi"), lambda: gemini_stream(gemini),
        ),
        Client(
            "google-genai on Vertex", "vertex.generate_content", "vertex/gemini-2.5-flash", "gemini", gemini_usage,
            lambda: vertex.models.generate_content(model="gemini-2.5-flash", contents="Hi"), lambda: gemini_stream(vertex),
        ),
    ]


# By what a payload is a whole answer of a form, if not by its usage.
WHOLE = {"chat": "choices", "responses": "output", "claude": "content", "converse": "output", "gemini": "candidates"}


def cases(client):
    """The whole answers of the corpus for a client: a name, and the payload as the provider sends it."""
    for kind in ("answers", "usage"):
        for path in sorted((CORPUS / kind / client.surface).glob("*.json")):
            told = json.loads(path.read_text()).get("response")
            if isinstance(told, dict) and (WHOLE[client.form] in told or client.usage[0] in told):
                yield f"{kind}/{path.stem}", told
