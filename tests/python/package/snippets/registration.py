from llmanac import (
    InputMediaType,
    LLMProvider,
    ModelFamily,
    ModelMetadata,
    OutputMediaType,
    calculate_request_cost,
    get_model_metadata,
    get_model_registry,
)

registry = get_model_registry()
registry.register_model(
    ModelMetadata(
        model_name="new-model-name",
        provider=LLMProvider.AZURE_OPENAI,
        model_family=ModelFamily.AZURE_GPT_4O,
        display_name="New Model",
        supported_input_types={InputMediaType.TEXT},
        supported_output_types={OutputMediaType.TEXT, OutputMediaType.JSON},
        supports_streaming=True,
        supports_function_calling=True,
        max_context_length=128000,
        max_output_tokens=4096,
        parameter_mappings={
            "max_tokens": "max_tokens",
        },
        default_parameters={
            "temperature": 0.7,
            "max_tokens": 4096,
        },
        api_requirements={},
        cost_per_1k_input_tokens=0.01,
        cost_per_1k_output_tokens=0.03,
    )
)

metadata = get_model_metadata("new-model-name")
cost = calculate_request_cost("new-model-name", 1000, 500)
print(
    metadata.display_name,
    metadata.supports_function_calling,
    metadata.max_output_tokens,
    metadata.default_parameters,
    cost,
)
