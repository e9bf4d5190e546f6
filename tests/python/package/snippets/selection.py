from llmanac import get_model_registry


def select_cost_effective_model(task: str, max_tokens: int) -> str:
    registry = get_model_registry()
    all_models = registry.get_all_models()

    candidates = []
    for model_name, metadata in all_models.items():
        if (
            metadata.supports_function_calling
            and metadata.max_output_tokens >= max_tokens
            and not metadata.is_deprecated
        ):
            cost_score = (metadata.cost_per_1k_input_tokens or 0) + (metadata.cost_per_1k_output_tokens or 0)
            candidates.append((model_name, cost_score))

    return min(candidates, key=lambda x: x[1])[0] if candidates else None


best_model = select_cost_effective_model("complex_task", 8000)
print(f"Recommended model: {best_model}")
