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
    """What each says of the same call, to the twelve digits that floats are good for."""
    said: dict[str, object] = {OURS: _rounded(llmanac.calculate_request_cost(model.ours, INPUT, OUTPUT))}
    said["LiteLLM"] = _rounded(
        sum(litellm.cost_per_token(model.litellm, prompt_tokens=INPUT, completion_tokens=OUTPUT))
    )
    if model.genai_agrees:
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


def of_two_counts(model: Model) -> Question:
    """The original design's question."""
    contenders = {
        OURS: lambda: llmanac.calculate_request_cost(model.ours, INPUT, OUTPUT),
        "genai-prices": lambda: _of_genai(model),
        "LiteLLM": lambda: litellm.cost_per_token(model.litellm, prompt_tokens=INPUT, completion_tokens=OUTPUT),
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
            "All give the same amount to twelve digits; ours and genai-prices' are exact decimals, the others' floats.",
            "genai-prices gets the moment of the call, as ours knows its day; without it, it takes as long.",
            "tokencost multiplies a float of a dictionary: no day, no tier, no band, no alias.",
        ],
    )


def of_a_response() -> Question:
    """A raw response: who was called, what was used, what it costs."""

    def of_genai() -> Any:
        found = extract_usage(RESPONSE, provider_id="azure", api_flavor="chat")
        return calc_price(found.usage, "gpt-4o", provider_id="azure", genai_request_timestamp=THEN).total_price

    registry = llmanac.get_model_registry()
    agree(
        "a response of gpt-4o",
        {
            OURS: _rounded(registry.cost("gpt-4o", RESPONSE).total),
            "genai-prices": _rounded(of_genai()),
            "LiteLLM": _rounded(litellm.completion_cost(completion_response=RESPONSE, model="azure/gpt-4o")),
        },
    )
    return Question(
        "Cost of a raw response with cached tokens, gpt-4o",
        {
            OURS: lambda: registry.cost("gpt-4o", RESPONSE),
            "genai-prices": of_genai,
            "LiteLLM": lambda: litellm.completion_cost(completion_response=RESPONSE, model="azure/gpt-4o"),
        },
        notes=[
            "Ours gives line items, what was assumed and the sources beside the amount; the others give the amount.",
        ],
    )
