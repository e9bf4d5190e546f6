"""Models that all of them know, each under the name that one gives it, and the day that is asked about."""

from __future__ import annotations

from dataclasses import dataclass

#: Peers have one table of prices, that of their release; ours is asked for a day near it.
DAY = "2026-11-23"


@dataclass(frozen=True)
class Model:
    """One model under four names."""

    ours: str
    litellm: str
    #: The model and the provider.
    genai: tuple[str, str]
    #: LiteLLM's key in the copy that tokencost ships; None where it has none, or an old price.
    tokencost: str | None

    @property
    def litellm_provider(self) -> str:
        """LiteLLM's word for the provider, with which it is quicker than without."""
        return {"azure": "azure", "aws": "bedrock", "google": "gemini"}[self.genai[1]]


MODELS = [
    Model("gpt-4o", "azure/gpt-4o", ("gpt-4o", "azure"), "azure/gpt-4o"),
    # tokencost's copy has the price of a region, 10 % more.
    Model("gpt-4o-mini", "azure/gpt-4o-mini", ("gpt-4o-mini", "azure"), None),
    Model("gpt-4.1", "azure/gpt-4.1", ("gpt-4.1", "azure"), "azure/gpt-4.1"),
    Model("gpt-4.1-mini", "azure/gpt-4.1-mini", ("gpt-4.1-mini", "azure"), "azure/gpt-4.1-mini"),
    Model("gpt-5", "azure/gpt-5", ("gpt-5", "azure"), "azure/gpt-5"),
    Model("gpt-5-mini", "azure/gpt-5-mini", ("gpt-5-mini", "azure"), "azure/gpt-5-mini"),
    Model("o3", "azure/o3", ("o3", "azure"), "azure/o3"),
    Model("o4-mini", "azure/o4-mini", ("o4-mini", "azure"), "azure/o4-mini"),
    Model(
        "bedrock/claude-sonnet-4",
        "anthropic.claude-sonnet-4-20250514-v1:0",
        ("anthropic.claude-sonnet-4-20250514-v1:0", "aws"),
        "anthropic.claude-sonnet-4-20250514-v1:0",
    ),
    Model(
        "bedrock/claude-sonnet-4-5",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        # Without the prefix it prices the call in its region, 10 % more; ours is asked for the model, whose usual scope is global.
        ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws"),
        None,
    ),
    Model(
        "bedrock/claude-opus-4-5",
        "global.anthropic.claude-opus-4-5-20251101-v1:0",
        ("global.anthropic.claude-opus-4-5-20251101-v1:0", "aws"),
        None,
    ),
    Model("amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0", ("amazon.nova-pro-v1:0", "aws"), "amazon.nova-pro-v1:0"),
    Model("amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0", ("amazon.nova-lite-v1:0", "aws"), "amazon.nova-lite-v1:0"),
    Model("gemini/gemini-2.5-pro", "gemini/gemini-2.5-pro", ("gemini-2.5-pro", "google"), "gemini/gemini-2.5-pro"),
    Model("gemini/gemini-2.5-flash", "gemini/gemini-2.5-flash", ("gemini-2.5-flash", "google"), "gemini/gemini-2.5-flash"),
    Model(
        "gemini/gemini-2.5-flash-lite",
        "gemini/gemini-2.5-flash-lite",
        ("gemini-2.5-flash-lite", "google"),
        "gemini/gemini-2.5-flash-lite",
    ),
]
