from llmanac import get_model_metadata


def calculate_cost(model_name: str, input_tokens: int, output_tokens: int) -> float:
    metadata = get_model_metadata(model_name)
    if not metadata:
        return 0.0

    input_cost = (input_tokens / 1000) * (metadata.cost_per_1k_input_tokens or 0)
    output_cost = (output_tokens / 1000) * (metadata.cost_per_1k_output_tokens or 0)

    return input_cost + output_cost


cost = calculate_cost("gpt-4o", input_tokens=1000, output_tokens=500)
print(f"Estimated cost: ${cost:.4f}")
