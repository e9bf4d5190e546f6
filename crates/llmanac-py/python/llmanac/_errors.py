"""What can go wrong, as exceptions."""

from __future__ import annotations


class LlmanacError(Exception):
    """Every error of this package; `fields` holds what is known of it beside the sentence."""

    def __init__(self, message="", **fields):
        super().__init__(message)
        self.__dict__.update(fields)

    def __reduce__(self):
        return (_again, (type(self), str(self), self.__dict__.copy()))


def _again(cls, message, fields):
    error = cls(message)
    error.__dict__.update(fields)
    return error


class ModelNotFoundError(LlmanacError, LookupError):
    """A name that means no model, or several: `name`, and up to five `suggestions`."""

    name = ""
    suggestions = ()


class CostUnknownError(LlmanacError, ValueError):
    """A cost that is not known exactly; it is never taken for nothing."""


class UsageError(LlmanacError, ValueError):
    """Counts or a response from which no usage can be read."""


class CallError(LlmanacError, ValueError):
    """A circumstance that does not exist: a tier, scope, region, surface, task or day."""


class ConversionError(LlmanacError, ValueError):
    """A request that cannot go on the wire without a loss: every reason is in `issues`."""

    issues = ()


class AnswerError(LlmanacError, ValueError):
    """A response that cannot be read, or a stream that was cut: `answer` is what had come, or `None`."""

    answer = None


class ProviderError(LlmanacError):
    """The provider answered with an error.

    `kind` says what it is (`rate_limit`, `context_too_long` ...), `retryable` whether to try again, `retry_after_ms`
    after how many milliseconds, where it is said; `error` is all that is known, and `answer` what had come of a stream.
    """

    kind = ""
    retryable = ""
    retry_after_ms = None
    status = None
    code = None
    request_id = None
    error = None
    answer = None


class CatalogError(LlmanacError, ValueError):
    """A model or an overlay that is refused: every reason is in `problems`."""

    problems = ()


class ModelDeprecatedWarning(UserWarning):
    """A model that takes no new use: what is named in its place, or that nothing is."""


class ModelNotFoundWarning(UserWarning):
    """A name that means no model came back as it was."""
