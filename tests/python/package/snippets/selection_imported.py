from llmanac import select_cost_effective_model

best_model = select_cost_effective_model("complex_task", 8000)
print(f"Recommended model: {best_model}")
