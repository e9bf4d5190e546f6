from decimal import Decimal
from typing import Any
from typing_extensions import Self

class Answer(dict[str, Any]):
    def __getattr__(self, name: str) -> Any: ...
    def __copy__(self) -> Self: ...
    def to_json(self, indent: int | str | None = None) -> str: ...

class LineItem(Answer):
    meter: str
    quantity: int
    unit: str
    rate: Decimal
    per: int
    amount: Decimal
    source: list[str]

class Cost(Answer):
    model: str
    version: str | None
    offer: str
    at: str
    usage: dict[str, int]
    total: Decimal | None
    currency: str
    status: str
    totals: Answer
    savings: Decimal | None
    lines: list[LineItem]
    missing: list[str]
    warnings: list[Answer]
    assumed: list[Answer]
    evidence: list[Answer]
    def _repr_html_(self) -> str: ...
