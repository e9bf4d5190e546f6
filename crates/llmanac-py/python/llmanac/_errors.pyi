from collections.abc import Sequence
from typing import Any

from ._answers import Answer
from ._llmanac import Issue

class LlmanacError(Exception):
    def __init__(self, message: str = "", **fields: Any) -> None: ...

class ModelNotFoundError(LlmanacError, LookupError):
    name: str
    suggestions: Sequence[str]

class CostUnknownError(LlmanacError, ValueError): ...
class UsageError(LlmanacError, ValueError): ...
class CallError(LlmanacError, ValueError): ...

class ConversionError(LlmanacError, ValueError):
    issues: Sequence[Issue]

class AnswerError(LlmanacError, ValueError):
    answer: Answer | None

class ProviderError(LlmanacError):
    kind: str
    retryable: str
    retry_after_ms: int | None
    status: int | None
    code: str | None
    request_id: str | None
    error: Answer | None
    answer: Answer | None

class CatalogError(LlmanacError, ValueError):
    problems: Sequence[str]

class ModelDeprecatedWarning(UserWarning): ...
class ModelNotFoundWarning(UserWarning): ...
