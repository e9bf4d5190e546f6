from llmanac import validate_model_parameters

parameters = {"temperature": 0.7, "max_tokens": 20000, "frequency_penalty": 0.5}

issues = validate_model_parameters("gpt-3.5-turbo", parameters)
for issue in issues:
    print(f"⚠️ {issue}")
