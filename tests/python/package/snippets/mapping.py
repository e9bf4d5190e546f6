from llmanac import get_model_metadata

metadata = get_model_metadata("gpt-4o")

api_param = metadata.parameter_mappings.get("max_tokens", "max_tokens")

if metadata.api_requirements.get("uses_deployment_name"):
    print("This model requires a deployment name")
print(api_param)
