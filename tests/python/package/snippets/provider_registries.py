from llmanac import (
    InputMediaType,
    LLMProvider,
    ModelFamily,
    ModelMetadata,
    ModelRegistry,
    OutputMediaType,
)


def register_azure_models(registry: ModelRegistry) -> None:
    registry.register_model(ModelMetadata(
        model_name="gpt-4o",
        provider=LLMProvider.AZURE_OPENAI,
        model_family=ModelFamily.AZURE_GPT_4O,
        display_name="GPT-4o",
        supported_input_types={InputMediaType.TEXT, InputMediaType.IMAGE},
        supported_output_types={OutputMediaType.TEXT, OutputMediaType.JSON},
        supports_streaming=True,
        supports_function_calling=True,
        supports_vision=True,
        supports_json_mode=True,
        max_context_length=128000,
        max_output_tokens=16384,
        parameter_mappings={"max_tokens": "max_tokens"},
        api_requirements={"uses_deployment_name": True},
        cost_per_1k_input_tokens=0.005,
        cost_per_1k_output_tokens=0.015,
    ))
    registry.register_model(ModelMetadata(
        model_name="gpt-3.5-turbo-16k",
        provider=LLMProvider.AZURE_OPENAI,
        model_family=ModelFamily.AZURE_GPT_35,
        display_name="GPT-3.5 Turbo 16K (Deprecated)",
        is_deprecated=True,
        deprecation_date="2024-06-01",
        replacement_model="gpt-3.5-turbo",
    ))


def register_bedrock_models(registry: ModelRegistry) -> None:
    registry.register_model(ModelMetadata(
        model_name="claude-3-5-sonnet",
        provider=LLMProvider.BEDROCK,
        model_family=ModelFamily.BEDROCK_CLAUDE_35,
        display_name="Claude 3.5 Sonnet",
        supported_input_types={InputMediaType.TEXT, InputMediaType.IMAGE},
        supported_output_types={OutputMediaType.TEXT, OutputMediaType.JSON},
        supports_streaming=True,
        supports_function_calling=True,
        supports_vision=True,
        supports_json_mode=True,
        max_context_length=200000,
        max_output_tokens=4096,
        parameter_mappings={"max_tokens": "max_tokens"},
        api_requirements={"requires_region": True},
        cost_per_1k_input_tokens=0.003,
        cost_per_1k_output_tokens=0.015,
    ))


def register_gemini_models(registry: ModelRegistry) -> None:
    registry.register_model(ModelMetadata(
        model_name="gemini-1.5-pro",
        provider=LLMProvider.GEMINI,
        model_family=ModelFamily.GEMINI_1_5,
        display_name="Gemini 1.5 Pro",
        supported_input_types={InputMediaType.TEXT, InputMediaType.IMAGE, InputMediaType.VIDEO},
        supported_output_types={OutputMediaType.TEXT, OutputMediaType.JSON},
        supports_streaming=True,
        supports_function_calling=True,
        supports_vision=True,
        supports_json_mode=True,
        max_context_length=2097152,
        max_output_tokens=8192,
        parameter_mappings={"max_tokens": "max_output_tokens"},
        api_requirements={"requires_project_id": True},
        cost_per_1k_input_tokens=0.00125,
        cost_per_1k_output_tokens=0.005,
    ))


registry = ModelRegistry()
register_azure_models(registry)
register_bedrock_models(registry)
register_gemini_models(registry)

print(
    registry.get_provider_models(LLMProvider.AZURE_OPENAI),
    registry.get_provider_models(LLMProvider.BEDROCK),
    registry.get_provider_models(LLMProvider.GEMINI),
)
print(
    registry.get_parameter_mapping("gemini-1.5-pro", "max_tokens"),
    registry.calculate_request_cost("gpt-4o", 1000, 500),
)
old = registry.get_model("gpt-3.5-turbo-16k")
if old.is_deprecated:
    print(f"⚠️ deprecated since {old.deprecation_date}: {old.replacement_model}")
