"""Six parameters held against a model; at LiteLLM that is the mapping to a provider's parameters."""

from __future__ import annotations

import litellm
import llmanac
from chat import PARAMETERS, SIX
from litellm.utils import get_optional_params
from measure import OURS, Question

SURFACES = [
    ("gpt-4o", ("gpt-4o", "azure"), SIX),
    ("bedrock/claude-sonnet-4", ("anthropic.claude-sonnet-4-20250514-v1:0", "bedrock"), PARAMETERS),
    ("gemini/gemini-2.5-pro", ("gemini-2.5-pro", "gemini"), PARAMETERS),
]


def questions() -> list[Question]:
    """A question a surface."""
    return [_question(*surface) for surface in SURFACES]


def _question(ours: str, theirs: tuple[str, str], parameters: dict[str, object]) -> Question:
    name, provider = theirs
    issues = llmanac.validate_model_parameters(ours, parameters)
    assert not issues, issues
    return Question(
        f"Validation of {len(parameters)} parameters, {ours}",
        {
            OURS: lambda: llmanac.validate_model_parameters(ours, parameters),
            "LiteLLM": lambda: get_optional_params(model=name, custom_llm_provider=provider, **parameters),
            "LiteLLM, names only": lambda: litellm.get_supported_openai_params(name, provider),
        },
        is_alike=False,
        aims={OURS: 2e-6},
        notes=[
            "Not alike: LiteLLM looks whether a parameter's name is supported and renames it; ranges, types and the model's limits it leaves to the provider. Ours looks at all of these, and renames nothing here.",
            "Names only: LiteLLM's list of the parameters that a model supports, with nothing held against it.",
            "Nothing is compared: the answers are of different kinds. Ours is that nothing is wrong.",
        ],
    )
