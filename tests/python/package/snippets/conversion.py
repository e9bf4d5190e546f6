from llmanac import get_model_metadata

model_name = "gemini-1.5-pro"
params = {"max_tokens": 100, "temperature": 0.5}
request_params = {}

metadata = get_model_metadata(model_name)

if metadata.api_requirements.get("supports_response_format"):
    request_params["response_format"] = {"type": "json_object"}

for param, value in params.items():
    api_param = metadata.parameter_mappings.get(param, param)
    request_params[api_param] = value

print(request_params)
