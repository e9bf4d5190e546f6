from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, TypeVar
from typing_extensions import Self

_T = TypeVar("_T")

class _Members(type):
    @property
    def __members__(cls: type[_T]) -> dict[str, _T]: ...
    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, object]) -> None: ...
    def __iter__(cls: type[_T]) -> Iterator[_T]: ...
    def __len__(cls) -> int: ...
    def __contains__(cls, value: object) -> bool: ...
    def __getitem__(cls: type[_T], name: str) -> _T: ...
    def __setattr__(cls, name: str, value: object) -> None: ...

class OpenId(str, metaclass=_Members):
    def __new__(cls, value: str) -> Self: ...
    @property
    def value(self) -> str: ...
    @property
    def name(self) -> str: ...

class LLMProvider(OpenId):
    AZURE_OPENAI: ClassVar[LLMProvider]
    BEDROCK: ClassVar[LLMProvider]
    GEMINI: ClassVar[LLMProvider]
    VERTEX: ClassVar[LLMProvider]

class ModelFamily(OpenId):
    AZURE_GPT_4O: ClassVar[ModelFamily]
    AZURE_GPT_4: ClassVar[ModelFamily]
    AZURE_GPT_4_1: ClassVar[ModelFamily]
    AZURE_GPT_4_1_MINI: ClassVar[ModelFamily]
    AZURE_GPT_35: ClassVar[ModelFamily]
    BEDROCK_CLAUDE_3: ClassVar[ModelFamily]
    BEDROCK_CLAUDE_35: ClassVar[ModelFamily]
    GEMINI_PRO: ClassVar[ModelFamily]
    GEMINI_1_5: ClassVar[ModelFamily]

class InputMediaType(OpenId):
    TEXT: ClassVar[InputMediaType]
    IMAGE: ClassVar[InputMediaType]
    AUDIO: ClassVar[InputMediaType]
    VIDEO: ClassVar[InputMediaType]
    DOCUMENT: ClassVar[InputMediaType]

class OutputMediaType(OpenId):
    TEXT: ClassVar[OutputMediaType]
    IMAGE: ClassVar[OutputMediaType]
    AUDIO: ClassVar[OutputMediaType]
    VIDEO: ClassVar[OutputMediaType]
    JSON: ClassVar[OutputMediaType]

class Unknown:
    def __new__(cls) -> Self: ...
    def __bool__(self) -> bool: ...
    def __format__(self, spec: str) -> str: ...
    def __lt__(self, other: float | Decimal | Fraction | Unknown) -> bool: ...
    def __le__(self, other: float | Decimal | Fraction | Unknown) -> bool: ...
    def __gt__(self, other: float | Decimal | Fraction | Unknown) -> bool: ...
    def __ge__(self, other: float | Decimal | Fraction | Unknown) -> bool: ...

UNKNOWN: Final[Unknown]
