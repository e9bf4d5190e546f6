from llmanac import validate_model_parameters

issues = validate_model_parameters(
    "gpt-4o", {"temperature": 0.7, "max_tokens": 20000, "frequency_penalty": 0.5}
)

for issue in issues:
    print(f"⚠️ {issue}")
