"""A model of the caller's own, for the tests that register one."""

from __future__ import annotations

from llmanac import LLMProvider, ModelFamily, ModelMetadata


def own(**stated):
    """A model of the caller's own; what is stated differs from the plain one."""
    plain = {
        "model_name": "own-model",
        "provider": LLMProvider.AZURE_OPENAI,
        "model_family": ModelFamily.AZURE_GPT_4O,
        "display_name": "Own",
    }
    return ModelMetadata(**{**plain, **stated})
