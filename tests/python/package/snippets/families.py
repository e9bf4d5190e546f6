from llmanac import ModelFamily, get_model_registry

registry = get_model_registry()

gpt4o_models = registry.get_family_models(ModelFamily.AZURE_GPT_4O)
print(f"GPT-4o models: {gpt4o_models}")

claude3_models = registry.get_family_models(ModelFamily.BEDROCK_CLAUDE_3)
print(f"Claude 3 models: {claude3_models}")
