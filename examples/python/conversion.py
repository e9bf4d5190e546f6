"""A request: checked, converted for each provider, its cost told before the call; an answer as it streams."""

from dataclasses import dataclass
from typing import Any

import llmanac
from llmanac import ConversionError


@dataclass
class Turn:
    """A message as the objects of SDKs are: what makes a plain value of it is enough."""

    role: str
    content: str

    def to_dict(self) -> dict[str, Any]:
        return {"role": self.role, "content": self.content}


@dataclass
class Event:
    """An event of a stream, as a client decodes it."""

    told: dict[str, Any]

    def model_dump(self, mode: str = "python") -> dict[str, Any]:
        return self.told


def main() -> None:
    registry = llmanac.get_model_registry()
    messages = [{"role": "user", "content": "Why is the sky blue?"}]
    parameters: dict[str, Any] = {"max_tokens": 200, "temperature": 0.5}

    for issue in llmanac.validate_model_parameters("gpt-4o", {**parameters, "max_tokens": 20000}):
        print(issue, "->", issue.fix)

    for name in ("gpt-4o", "claude-sonnet-4-5", "gemini-2.5-pro"):
        print(name, sorted(llmanac.convert_request_for_model(messages, name, parameters)))

    # What a model does not take is an error with every reason, or a change.
    try:
        llmanac.convert_request_for_model(messages, "gpt-5", parameters)
    except ConversionError as error:
        print([issue.code for issue in error.issues])
    fitted = registry.convert("gpt-5", {"messages": messages, **parameters}, policy="fit")
    print([change.parameter for change in fitted.changes])

    prepared = registry.prepare("gpt-4o", {"messages": messages, **parameters})
    print(prepared.ready, prepared.cost.low, prepared.cost.high)

    turns = [Turn("user", "Why is the sky blue?")]
    print(llmanac.convert_request_for_model(turns, "gpt-4o", parameters)["messages"])
    stream = registry.answer_stream(surface="azure_openai.chat")
    delta = {"index": 0, "delta": {"role": "assistant", "content": "Because."}, "finish_reason": "stop"}
    chunks = stream.push(Event({"id": "1", "object": "chat.completion.chunk", "choices": [delta]}))
    print("".join(chunk.choices[0].delta.get("content") or "" for chunk in chunks))


if __name__ == "__main__":
    main()
