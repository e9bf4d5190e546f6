"""A model by its name: one again and again, and many in turn."""

from __future__ import annotations

import litellm
import llmanac
import tokencost
from disagreement import agree
from genai_prices.data import providers
from measure import OURS, Question
from models import MODELS

#: As many as LiteLLM's own cache has no room for.
MANY = 200


def questions() -> list[Question]:
    """Both questions."""
    one = MODELS[0]
    ours = llmanac.get_model_metadata(one.ours)
    theirs = litellm.get_model_info(one.litellm)
    assert ours is not None
    agree(
        f"limits of {one.ours}",
        {OURS: (ours.max_output_tokens, 128_000), "LiteLLM": (theirs["max_output_tokens"], theirs["max_input_tokens"])},
    )
    azure = next(provider for provider in providers if provider.id == "azure")
    return [
        Question(
            "Lookup of one model, again and again",
            {
                OURS: lambda: llmanac.get_model_metadata("gpt-4o"),
                "LiteLLM": lambda: litellm.get_model_info("azure/gpt-4o"),
                "genai-prices": lambda: azure.find_model("gpt-4o"),
                "tokencost": lambda: tokencost.TOKEN_COSTS["azure/gpt-4o"],
            },
            notes=[
                "LiteLLM answers from its cache; tokencost is a Python dictionary of prices, and nothing resolves there. Ours hands out a model whose fields are read when they are asked for.",
                "genai-prices is asked for the model of a provider that is found already.",
            ],
        ),
        many(),
    ]


def many() -> Question:
    """Many models in turn, by LiteLLM's own names, so that no small cache helps."""
    keys = [key for key in litellm.model_cost if key.startswith(("azure/", "gemini/", "vertex_ai/"))]
    keys = [key for key in keys if _is_known(key) and llmanac.get_model_metadata(key)][:MANY]

    def each_of_ours() -> None:
        for key in keys:
            llmanac.get_model_metadata(key)

    def each_of_theirs() -> None:
        for key in keys:
            litellm.get_model_info(key)

    return Question(
        f"Lookup of {len(keys)} models in turn, by LiteLLM's names",
        {OURS: each_of_ours, "LiteLLM": each_of_theirs},
        pieces={OURS: len(keys), "LiteLLM": len(keys)},
        notes=[
            "The time of one lookup. To ours these are other spellings, which take longer than its own names.",
            "LiteLLM keeps 64 models by default (`DEFAULT_MAX_LRU_CACHE_SIZE`); it hands out a filled dictionary, ours a model whose fields are read when they are asked for.",
        ],
    )


def _is_known(key: str) -> bool:
    try:
        litellm.get_model_info(key)
    except Exception:  # noqa: BLE001 -- whatever it says, the name is not one to time
        return False
    return True
