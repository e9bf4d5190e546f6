from llmanac import get_model_metadata

metadata = get_model_metadata("gpt-4o")

print(f"Model: {metadata.display_name}")
print(f"Family: {metadata.model_family}")
print(f"Max tokens: {metadata.max_output_tokens}")
print(f"Supports vision: {metadata.supports_vision}")
print(f"Cost per 1K input: ${metadata.cost_per_1k_input_tokens}")
