"""The almanac of large language models: a registry that answers offline, exactly and with sources.

>>> import llmanac
>>> model = llmanac.get_model_metadata("gpt-4o")
>>> model.display_name, model.supports_vision
('GPT-4o', True)
>>> for issue in llmanac.validate_model_parameters("gpt-4o", {"max_tokens": 20000}):
...     print(issue)
max_tokens 20000 exceeds model limit 16384
>>> registry = llmanac.get_model_registry()
>>> print(f"${registry.as_of('2024-06-01').calculate_request_cost('gpt-4o', 1000, 500):.4f}")
$0.0125
"""

from ._answers import Answer, Cost, LineItem
from ._errors import (
    AnswerError,
    CallError,
    CatalogError,
    ConversionError,
    CostUnknownError,
    LlmanacError,
    ModelDeprecatedWarning,
    ModelNotFoundError,
    ModelNotFoundWarning,
    ProviderError,
    UsageError,
)
from ._ids import UNKNOWN, InputMediaType, LLMProvider, ModelFamily, OutputMediaType, Unknown
from ._llmanac import (
    AnswerStream,
    Issue,
    ModelMetadata,
    ModelRegistry,
    PricedStream,
    PricedTable,
    Snapshot,
    __version__,
    calculate_request_cost,
    convert_request_for_model,
    get_model_metadata,
    get_model_registry,
    migrate_to_supported_model,
    select_cost_effective_model,
    validate_model_parameters,
)

# The questions that are asked most, of the shared registry.
cost = get_model_registry().cost
cost_many = get_model_registry().cost_many
cost_stream = get_model_registry().cost_stream

__all__ = [
    "UNKNOWN",
    "Answer",
    "AnswerError",
    "AnswerStream",
    "CallError",
    "CatalogError",
    "ConversionError",
    "Cost",
    "CostUnknownError",
    "InputMediaType",
    "Issue",
    "LLMProvider",
    "LineItem",
    "LlmanacError",
    "ModelDeprecatedWarning",
    "ModelFamily",
    "ModelMetadata",
    "ModelNotFoundError",
    "ModelNotFoundWarning",
    "ModelRegistry",
    "OutputMediaType",
    "PricedStream",
    "PricedTable",
    "ProviderError",
    "Snapshot",
    "Unknown",
    "UsageError",
    "__version__",
    "calculate_request_cost",
    "convert_request_for_model",
    "cost",
    "cost_many",
    "cost_stream",
    "get_model_metadata",
    "get_model_registry",
    "migrate_to_supported_model",
    "select_cost_effective_model",
    "validate_model_parameters",
]
