from llmanac import LLMProvider, get_model_registry

registry = get_model_registry()

azure_models = registry.get_provider_models(LLMProvider.AZURE_OPENAI)
for model in azure_models:
    metadata = registry.get_model(model)
    print(f"{model}: {metadata.display_name}")
    assert metadata.provider == LLMProvider.AZURE_OPENAI
