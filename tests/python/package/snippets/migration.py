from llmanac import get_model_metadata


def migrate_to_supported_model(model_name: str) -> str:
    metadata = get_model_metadata(model_name)

    if metadata and metadata.is_deprecated:
        replacement = metadata.replacement_model
        if replacement:
            print(f"⚠️ Model {model_name} is deprecated as of {metadata.deprecation_date}")
            print(f"Consider migrating to: {replacement}")
            return replacement

    return model_name


updated_model = migrate_to_supported_model("gpt-3.5-turbo-16k")
