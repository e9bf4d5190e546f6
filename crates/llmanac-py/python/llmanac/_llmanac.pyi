from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Any, Protocol, final, type_check_only
from typing_extensions import Self, TypeAlias, disjoint_base

from ._answers import Answer, Cost
from ._ids import InputMediaType, LLMProvider, ModelFamily, OutputMediaType, Unknown

__all__ = [
    "AnswerStream",
    "Issue",
    "ModelMetadata",
    "ModelRegistry",
    "PricedStream",
    "PricedTable",
    "Snapshot",
    "_model_again",
    "calculate_request_cost",
    "convert_request_for_model",
    "get_model_metadata",
    "get_model_registry",
    "migrate_to_supported_model",
    "select_cost_effective_model",
    "validate_model_parameters",
    "__version__",
]

__version__: str

@type_check_only
class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

# An object of an SDK: what makes a plain value of it.
@type_check_only
class _Dumps(Protocol):
    @property
    def model_dump(self) -> Callable[..., Any]: ...

@type_check_only
class _ToJsonDict(Protocol):
    def to_json_dict(self) -> Any: ...

@type_check_only
class _ToDict(Protocol):
    def to_dict(self) -> Any: ...

_Object: TypeAlias = Mapping[str, Any] | _Dumps | _ToJsonDict | _ToDict

@final
class Issue:
    def __new__(
        cls,
        severity: str,
        code: str,
        message: str,
        parameter: str | None = None,
        value: object = None,
        limit: object = None,
        fix: object = None,
    ) -> Issue: ...
    @property
    def severity(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def parameter(self) -> str | None: ...
    @property
    def message(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def limit(self) -> Any: ...
    @property
    def fix(self) -> dict[str, Any] | None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ModelMetadata:
    def __new__(
        cls,
        model_name: str,
        provider: str,
        model_family: str,
        display_name: str,
        supported_input_types: Iterable[str] | None = None,
        supported_output_types: Iterable[str] | None = None,
        supports_streaming: bool = True,
        supports_function_calling: bool = False,
        supports_vision: bool = False,
        supports_json_mode: bool = False,
        max_context_length: int | None = None,
        max_output_tokens: int | None = None,
        max_input_tokens: int | None = None,
        supports_temperature: bool = True,
        supports_top_p: bool = True,
        supports_frequency_penalty: bool = True,
        supports_presence_penalty: bool = True,
        supports_stop_sequences: bool = True,
        parameter_mappings: Mapping[str, str] | None = None,
        default_parameters: Mapping[str, Any] | None = None,
        api_requirements: Mapping[str, Any] | None = None,
        converter_fn: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
        cost_per_1k_input_tokens: float | Decimal | str | None = None,
        cost_per_1k_output_tokens: float | Decimal | str | None = None,
        is_deprecated: bool = False,
        deprecation_date: str | date | None = None,
        replacement_model: str | None = None,
    ) -> ModelMetadata: ...
    @property
    def model_name(self) -> str: ...
    @property
    def provider(self) -> LLMProvider: ...
    @property
    def model_family(self) -> ModelFamily: ...
    @property
    def display_name(self) -> str: ...
    @property
    def supported_input_types(self) -> set[InputMediaType]: ...
    @property
    def supported_output_types(self) -> set[OutputMediaType]: ...
    @property
    def supports_streaming(self) -> bool | None: ...
    @property
    def supports_function_calling(self) -> bool | None: ...
    @property
    def supports_vision(self) -> bool | None: ...
    @property
    def supports_json_mode(self) -> bool | None: ...
    @property
    def max_context_length(self) -> int | Unknown: ...
    @property
    def max_output_tokens(self) -> int | Unknown: ...
    @property
    def max_input_tokens(self) -> int | Unknown: ...
    @property
    def supports_temperature(self) -> bool | None: ...
    @property
    def supports_top_p(self) -> bool | None: ...
    @property
    def supports_frequency_penalty(self) -> bool | None: ...
    @property
    def supports_presence_penalty(self) -> bool | None: ...
    @property
    def supports_stop_sequences(self) -> bool | None: ...
    @property
    def parameter_mappings(self) -> dict[str, str]: ...
    @property
    def default_parameters(self) -> dict[str, Any]: ...
    @property
    def api_requirements(self) -> dict[str, Any]: ...
    @property
    def converter_fn(self) -> Callable[[dict[str, Any]], Mapping[str, Any]] | None: ...
    @property
    def cost_per_1k_input_tokens(self) -> float | None: ...
    @property
    def cost_per_1k_output_tokens(self) -> float | None: ...
    @property
    def is_deprecated(self) -> bool: ...
    @property
    def deprecation_date(self) -> str | None: ...
    @property
    def replacement_model(self) -> str | None: ...
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str | None: ...
    @property
    def versions(self) -> list[str]: ...
    @property
    def aliases(self) -> list[str]: ...
    @property
    def maker(self) -> str | None: ...
    @property
    def tokenizer(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def surfaces(self) -> list[str]: ...
    @property
    def day(self) -> str | None: ...
    @property
    def layer(self) -> str | None: ...
    def supports_parameter(self, name: str) -> bool | None: ...
    def usd_per_1k(self, meter: str) -> Decimal | None: ...
    def with_version(self, id: str) -> ModelMetadata | None: ...
    def show(self) -> Answer: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> ModelMetadata: ...
    def __deepcopy__(self, _memo: object, /) -> ModelMetadata: ...
    def _repr_html_(self) -> str: ...

@disjoint_base
class Snapshot:
    def get_model(self, model_name: str) -> ModelMetadata | None: ...
    def get_all_models(self) -> dict[str, ModelMetadata]: ...
    def get_family_models(self, family: str) -> list[str]: ...
    def get_provider_models(self, provider: str) -> list[str]: ...
    def is_model_supported(self, model_name: str) -> bool: ...
    def get_parameter_mapping(self, model_name: str, param_name: str) -> str: ...
    def get_model_defaults(self, model_name: str) -> dict[str, Any]: ...
    def validate_parameters_for_model(self, model_name: str, parameters: _Object) -> list[Issue]: ...
    def calculate_request_cost(self, model_name: str, input_tokens: int, output_tokens: int) -> Decimal: ...
    def as_of(self, day: str | date) -> Snapshot: ...
    def snapshot(self) -> Snapshot: ...
    @property
    def day(self) -> str: ...
    @property
    def catalog_version(self) -> str: ...
    @property
    def catalog_digest(self) -> str: ...
    @property
    def overlays(self) -> list[str]: ...
    def families(self) -> list[ModelFamily]: ...
    def providers(self) -> list[LLMProvider]: ...
    def resolve(self, name: str) -> Answer: ...
    def models(
        self,
        *,
        providers: str | Iterable[str] | None = None,
        families: str | Iterable[str] | None = None,
        needs: str | Iterable[str] | None = None,
        statuses: str | Iterable[str] | None = None,
    ) -> list[ModelMetadata]: ...
    def validate(self, model: str, parameters: _Object, *, surface: str | None = None) -> Answer: ...
    def why(self, model: str, field: str) -> Answer: ...
    def history(self, model: str) -> Answer: ...
    def sources(self, *, older: int | None = None) -> list[Answer]: ...
    def cost(
        self,
        model: str,
        usage: object,
        *,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
        grade: str | None = None,
        surface: str | None = None,
        free_quota: str | None = None,
        bound: bool = False,
    ) -> Cost: ...
    def cost_many(
        self,
        usages: _ArrowStream | _ArrowArray,
        *,
        model: str | None = None,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
        keep: str | Iterable[str] | None = None,
    ) -> PricedTable: ...
    def cost_stream(
        self,
        usages: _ArrowStream | _ArrowArray,
        *,
        model: str | None = None,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
        keep: str | Iterable[str] | None = None,
    ) -> PricedStream: ...
    def verify_cost(self, stored: str | Mapping[str, Any]) -> Answer: ...
    def capacity(
        self,
        model: str,
        *,
        units: int | None = None,
        hours: int | None = None,
        seconds: int | None = None,
        months: int | None = None,
        term: str | None = None,
        rate: str | Decimal | float | None = None,
        rate_per: str = "hour",
        unit: str | None = None,
        workload: Mapping[str, int] | None = None,
        requests: int | None = None,
        usage: Mapping[str, int] | None = None,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
    ) -> Answer: ...
    def cache_storage(
        self,
        model: str,
        tokens: int,
        *,
        hours: int | None = None,
        seconds: int | None = None,
        months: int | None = None,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
    ) -> Answer: ...
    def estimate(
        self,
        model: str,
        content: str | bytes | _Object | Sequence[_Object],
        *,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
    ) -> Answer: ...
    def prepare(
        self,
        model: str,
        request: _Object,
        *,
        surface: str | None = None,
        policy: str = "strict",
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
        api_version: str | None = None,
    ) -> Answer: ...
    def convert(
        self,
        model: str,
        request: _Object,
        *,
        surface: str | None = None,
        policy: str = "strict",
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
        api_version: str | None = None,
    ) -> Answer: ...
    def convert_request_for_model(
        self,
        messages: Sequence[_Object],
        model_name: str,
        parameters: _Object | None = None,
        *,
        policy: str = "strict",
    ) -> dict[str, Any]: ...
    def parse(
        self,
        response: object,
        *,
        surface: str | None = None,
        model: str | None = None,
        tool_names: Mapping[str, str] | None = None,
        request: Mapping[str, Any] | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer: ...
    def parse_embedding(
        self,
        response: object,
        *,
        surface: str | None = None,
        model: str | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer: ...
    def usage(self, response: object, *, surface: str | None = None, model: str | None = None) -> Answer: ...
    def portability(
        self,
        requests: Iterable[_Object | str | bytes],
        *,
        models: str | Iterable[str] | None = None,
        providers: str | Iterable[str] | None = None,
        families: str | Iterable[str] | None = None,
        surfaces: str | Iterable[str] | None = None,
        policy: str | None = None,
        sort: str = "fit",
        cells: bool = False,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
    ) -> Answer: ...
    def answer_stream(
        self,
        *,
        surface: str | None = None,
        model: str | None = None,
        tool_names: Mapping[str, str] | None = None,
        request: Mapping[str, Any] | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> AnswerStream: ...
    def select(
        self,
        task: str | None = None,
        *,
        needs: str | Iterable[str] | None = None,
        providers: str | Iterable[str] | None = None,
        min_context: int | None = None,
        min_output: int | None = None,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        cached_tokens: int | None = None,
        region: str | None = None,
        scope: str | None = None,
        tier: str | None = None,
        include_deprecated: bool = False,
    ) -> Answer: ...
    def select_cost_effective_model(self, task: str, max_tokens: int) -> str | None: ...
    def compare(
        self,
        *models: str,
        usage: Mapping[str, int] | None = None,
        at: str | date | None = None,
        tier: str | None = None,
        scope: str | None = None,
        region: str | None = None,
    ) -> Answer: ...
    def migrate(self, model: str) -> Answer: ...
    def migrate_to_supported_model(self, model_name: str) -> str: ...
    def export(self, format: str, *, providers: str | Iterable[str] | None = None) -> str: ...
    @staticmethod
    def import_catalog(format: str, text: str | PathLike[str]) -> Answer: ...
    def __bool__(self) -> bool: ...
    def __contains__(self, name: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object, /) -> Self: ...
    def __getitem__(self, name: str, /) -> ModelMetadata: ...
    def __len__(self) -> int: ...

class ModelRegistry(Snapshot):
    def __new__(cls) -> ModelRegistry: ...
    @staticmethod
    def embedded() -> ModelRegistry: ...
    def register_model(self, metadata: ModelMetadata, *, replace: bool = False) -> None: ...
    def register_models(self, models: Iterable[ModelMetadata], *, replace: bool = False) -> None: ...
    def add_overlay(self, text: str | PathLike[str], name: str | None = None) -> None: ...

@final
class AnswerStream:
    def push(self, piece: bytes | str | _Object) -> list[Answer]: ...
    def finish(self) -> Answer: ...

@final
class PricedStream:
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def column_names(self) -> list[str]: ...

@final
class PricedTable:
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def column_names(self) -> list[str]: ...
    @property
    def statuses(self) -> dict[str, int]: ...
    def __len__(self) -> int: ...
    def to_pylist(self) -> list[dict[str, Any]]: ...

def get_model_registry() -> ModelRegistry: ...
def get_model_metadata(model_name: str) -> ModelMetadata | None: ...
def validate_model_parameters(model_name: str, parameters: _Object) -> list[Issue]: ...
def calculate_request_cost(model_name: str, input_tokens: int, output_tokens: int) -> Decimal: ...
def select_cost_effective_model(task: str, max_tokens: int) -> str | None: ...
def migrate_to_supported_model(model_name: str) -> str: ...
def convert_request_for_model(
    messages: Sequence[_Object],
    model_name: str,
    parameters: _Object | None = None,
    *,
    policy: str = "strict",
) -> dict[str, Any]: ...
def _model_again(name: str, day: str | date, digest: str) -> ModelMetadata: ...
