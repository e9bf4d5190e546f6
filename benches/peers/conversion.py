"""A chat of ten messages into what each surface reads."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import llmanac
from chat import MESSAGES, PARAMETERS
from disagreement import agree
from litellm.llms.vertex_ai.gemini.transformation import _transform_request_body
from litellm.types.utils import LlmProviders
from litellm.utils import ProviderConfigManager, get_optional_params
from measure import OURS, Question

Body = dict[str, Any]
#: What one of them alone puts into the body: the value, and why.
Apart = dict[str, tuple[Any, str]]

#: Ours, LiteLLM's name and provider, what stands apart, the surface.
SURFACES: list[tuple[str, tuple[str, str], Apart, str]] = [
    (
        "bedrock/claude-sonnet-4",
        ("anthropic.claude-sonnet-4-20250514-v1:0", "bedrock"),
        {"additionalModelRequestFields": ({"stream": False}, "LiteLLM passes its own `stream: false` on to Claude")},
        "Converse",
    ),
    ("gemini/gemini-2.5-pro", ("gemini-2.5-pro", "gemini"), {}, "Gemini API"),
    (
        "vertex/claude-sonnet-4",
        ("claude-sonnet-4@20250514", "vertex_ai"),
        {"anthropic_version": ("vertex-2023-10-16", "LiteLLM adds it a step later")},
        "Claude on Vertex AI",
    ),
    (
        "gpt-4o",
        ("gpt-4o", "azure"),
        {
            "extra_body": ({}, "LiteLLM's word to the client, which goes nowhere"),
            "model": ("gpt-4o", "in the path on Azure, and the client takes it off"),
            "stream": (False, "false is what it is without"),
        },
        "Azure OpenAI chat completions",
    ),
]

#: Where LiteLLM hands the messages on as they are.
UNTOUCHED = "gpt-4o"


def questions() -> list[Question]:
    """A question a surface."""
    return [_question(*surface) for surface in SURFACES]


def _question(ours: str, theirs: tuple[str, str], apart: Apart, surface: str) -> Question:
    convert = _litellm(*theirs)
    bodies = {
        OURS: llmanac.convert_request_for_model(MESSAGES, ours, PARAMETERS),
        "LiteLLM": json.loads(json.dumps(convert())),
    }
    notes = []
    if theirs[1] == "gemini":
        bodies = {name: _camel(body) for name, body in bodies.items()}
        notes.append("Google's API reads keys in both spellings; ours are as its reference has them, LiteLLM's with underlines.")
    agree(f"the body for {ours}", {name: _without(apart, body) for name, body in bodies.items()})
    notes += [
        "Same body, but for " + "; ".join(f"`{key}` ({why})" for key, (_, why) in apart.items()) + "."
        if apart
        else "Same body.",
        "Ours holds parameters and messages against the model before; LiteLLM's part is `get_optional_params` and `transform_request`, without its logging and its client.",
    ]
    aims = {} if ours == UNTOUCHED else {"LiteLLM": 20.0}
    if ours == UNTOUCHED:
        notes.append("Nothing is converted here: LiteLLM hands the caller's own messages on, unread. Ours reads, checks and copies them.")
    return Question(
        f"Conversion of ten messages, {surface}",
        {OURS: lambda: llmanac.convert_request_for_model(MESSAGES, ours, PARAMETERS), "LiteLLM": convert},
        notes=notes,
        aims=aims,
    )


def _litellm(name: str, provider: str) -> Callable[[], Any]:
    """LiteLLM's mapping of the parameters, and its transformation of the messages."""

    def optional() -> Body:
        return get_optional_params(model=name, custom_llm_provider=provider, **PARAMETERS)

    if provider == "gemini":
        return lambda: _transform_request_body(
            # It takes the system's message out of the list that it gets.
            messages=copy.copy(MESSAGES),
            model=name,
            optional_params=optional(),
            custom_llm_provider=provider,
            litellm_params={},
            cached_content=None,
        )
    config = ProviderConfigManager.get_provider_chat_config(name, LlmProviders(provider))
    return lambda: config.transform_request(
        model=name, messages=copy.copy(MESSAGES), optional_params=optional(), litellm_params={}, headers={}
    )


def _without(apart: Apart, body: Body) -> Body:
    """A body without what stands apart, which has the value that is written here."""
    for key, (value, _) in apart.items():
        if key in body:
            agree(f"`{key}`", {"written": value, "found": body[key]})
    return {key: value for key, value in body.items() if key not in apart}


def _camel(value: Any) -> Any:
    """Keys in one spelling."""
    if isinstance(value, dict):
        return {re.sub(r"_(.)", lambda found: found[1].upper(), key): _camel(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_camel(item) for item in value]
    return value
