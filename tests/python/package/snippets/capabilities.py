from llmanac import get_model_metadata

metadata = get_model_metadata("gpt-3.5-turbo-16k")

if metadata.is_deprecated:
    print(f"⚠️ This model is deprecated as of {metadata.deprecation_date}")
    print(f"Replacement: {metadata.replacement_model}")

if metadata.supports_function_calling:
    print("✓ Function calling supported")
if metadata.supports_vision:
    print("✓ Vision supported")
