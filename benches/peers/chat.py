"""The chat and the parameters that are validated and converted."""

from __future__ import annotations

from typing import Any

#: Ten messages of plain text.
MESSAGES: list[dict[str, Any]] = [{"role": "system", "content": "You are a helpful assistant."}]
for day in range(4):
    MESSAGES += [
        {"role": "user", "content": f"What is the weather in Paris on day {day}?"},
        {"role": "assistant", "content": f"It is sunny, and the high is {day} degrees."},
    ]
MESSAGES.append({"role": "user", "content": "And tomorrow?"})

#: Parameters that every one of the surfaces reads.
PARAMETERS: dict[str, Any] = {"temperature": 0.7, "max_tokens": 500, "stop": ["END"]}

#: Six parameters of a chat on Azure OpenAI.
SIX: dict[str, Any] = {
    "temperature": 0.7,
    "top_p": 0.9,
    "max_tokens": 500,
    "presence_penalty": 0.1,
    "frequency_penalty": 0.1,
    "stop": ["END"],
}
