"""Models of one's own: by keywords, by an overlay, with a conversion of requests of their own."""

from typing import Any

from llmanac import InputMediaType, LLMProvider, ModelFamily, ModelMetadata, ModelRegistry, OutputMediaType


def convert(request: dict[str, Any]) -> dict[str, Any]:
    """The body that our own server reads."""
    return {"prompt": request["messages"][-1]["content"], "limit": request.get("max_tokens")}


def main() -> None:
    registry = ModelRegistry.embedded()
    registry.register_model(
        ModelMetadata(
            model_name="new-model-name",
            provider=LLMProvider("my_gateway"),
            model_family=ModelFamily("my_family"),
            display_name="New Model",
            supported_input_types={InputMediaType.TEXT},
            supported_output_types={OutputMediaType.TEXT},
            max_output_tokens=4096,
            supports_temperature=False,
            converter_fn=convert,
            cost_per_1k_input_tokens="0.01",
            cost_per_1k_output_tokens="0.03",
        )
    )
    print(registry.get_family_models("my_family"))
    print(registry.calculate_request_cost("new-model-name", 1000, 500))
    print([str(issue) for issue in registry.validate_parameters_for_model("new-model-name", {"temperature": 1})])
    print(registry.convert_request_for_model([{"role": "user", "content": "Hi"}], "new-model-name", {"max_tokens": 5}))

    registry.add_overlay('[[deployment]]\nname = "prod-chat"\nmodel = "gpt-4o"\nscope = "zone:eu"\n')
    print(registry.resolve("prod-chat").offer)


if __name__ == "__main__":
    main()
