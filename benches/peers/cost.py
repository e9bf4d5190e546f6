"""What a call costs: by two counts, and by a response."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

import litellm
import llmanac
import tokencost
from disagreement import agree
from genai_prices import Usage, calc_price, extract_usage
from measure import OURS, Question
from models import DAY, MODELS, Model

INPUT, OUTPUT = 1_234, 567
#: A moment of the day that ours is asked for.
THEN = datetime.fromisoformat(f"{DAY}T12:00:00").replace(tzinfo=timezone.utc)

#: As Azure OpenAI sends it.
RESPONSE: dict[str, Any] = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1_763_900_000,
    "model": "gpt-4o-2024-11-20",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Rayleigh."}}],
    "usage": {
        "prompt_tokens": 1234,
        "completion_tokens": 567,
        "total_tokens": 1801,
        "prompt_tokens_details": {"cached_tokens": 1024},
    },
}


def questions() -> list[Question]:
    """Costs by two counts on each of three providers, of many models, and of a response."""
    for model in MODELS:
        agree(f"{INPUT} and {OUTPUT} tokens of {model.ours}", answers(model))
    by_name = {model.ours: model for model in MODELS}
    asked = [by_name[name] for name in ("gpt-4o", "bedrock/claude-sonnet-4", "gemini/gemini-2.5-pro")]
    return [*(of_two_counts(model) for model in asked), of_a_response()]


def answers(model: Model) -> dict[str, object]:
    """What each says of the same call, to twelve decimals: more than that floats are not good for."""
    said: dict[str, object] = {OURS: _rounded(llmanac.calculate_request_cost(model.ours, INPUT, OUTPUT))}
    said["LiteLLM"] = _rounded(sum(_of_litellm(model)))
    said["genai-prices"] = _rounded(_of_genai(model).total_price)
    if model.tokencost:
        said["tokencost"] = _rounded(
            tokencost.calculate_cost_by_tokens(INPUT, model.tokencost, "input")
            + tokencost.calculate_cost_by_tokens(OUTPUT, model.tokencost, "output")
        )
    return said


def _rounded(amount: Decimal | float) -> str:
    return f"{Decimal(amount):.12f}"


def _of_genai(model: Model) -> Any:
    reference, provider = model.genai
    usage = Usage(input_tokens=INPUT, output_tokens=OUTPUT)
    return calc_price(usage, reference, provider_id=provider, genai_request_timestamp=THEN)


def _of_litellm(model: Model) -> tuple[float, float]:
    return litellm.cost_per_token(
        model.litellm,
        custom_llm_provider=model.litellm_provider,
        prompt_tokens=INPUT,
        completion_tokens=OUTPUT,
    )


def of_two_counts(model: Model) -> Question:
    """The original design's question."""
    contenders = {
        OURS: lambda: llmanac.calculate_request_cost(model.ours, INPUT, OUTPUT),
        "genai-prices": lambda: _of_genai(model),
        "LiteLLM": lambda: _of_litellm(model),
    }
    if model.tokencost:
        key = model.tokencost
        contenders["tokencost"] = lambda: (
            tokencost.calculate_cost_by_tokens(INPUT, key, "input")
            + tokencost.calculate_cost_by_tokens(OUTPUT, key, "output")
        )
    return Question(
        f"Cost of a call by two counts, {model.ours}",
        contenders,
        aims={OURS: 1e-6, "genai-prices": 100.0, "LiteLLM": 100.0},
        notes=[
            "All give the same amount to twelve decimals; ours and genai-prices' are exact decimals, the others' floats.",
            "genai-prices gets the provider and the moment of the call, LiteLLM the provider.",
            "tokencost multiplies a float of a dictionary: no day, no tier, no band, no alias.",
        ],
    )


def of_a_response() -> Question:
    """A raw response: what was used, and what it costs; each is told which model of which provider was called."""

    def of_genai() -> Any:
        found = extract_usage(RESPONSE, provider_id="azure", api_flavor="chat")
        return calc_price(found.usage, "gpt-4o", provider_id="azure", genai_request_timestamp=THEN).total_price

    def of_litellm() -> float:
        return litellm.completion_cost(
            completion_response=RESPONSE, model="azure/gpt-4o", custom_llm_provider="azure"
        )

    registry = llmanac.get_model_registry()
    agree(
        "a response of gpt-4o",
        {
            OURS: _rounded(registry.cost("gpt-4o", RESPONSE).total),
            "genai-prices": _rounded(of_genai()),
            "LiteLLM": _rounded(of_litellm()),
        },
    )
    return Question(
        "Cost of a raw response with cached tokens, gpt-4o",
        {
            OURS: lambda: registry.cost("gpt-4o", RESPONSE),
            "genai-prices": of_genai,
            "LiteLLM": of_litellm,
        },
        notes=[
            "Each is told which model of which provider was called. Ours gives line items, what was assumed, warnings and the sources beside the amount; genai-prices the amount in two parts, LiteLLM the amount.",
            "LiteLLM gets a dictionary; in its own calls it has an object of its own.",
        ],
    )
