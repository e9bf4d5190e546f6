from llmanac import migrate_to_supported_model

updated_model = migrate_to_supported_model("gpt-3.5-turbo-16k")
print(updated_model)
