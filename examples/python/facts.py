"""What the registry knows, and where from: a fact, a past, recorded requests against other models, capacity."""

import llmanac


def main() -> None:
    registry = llmanac.get_model_registry().as_of("2026-11-23")
    why = registry.why("gpt-4o", "lifecycle.retires")
    print(f"{why.model}: {why.field} = {why.value}")
    for row in why.rows:
        print(f"  {row.value}, {row.standing}: {', '.join(source.id for source in row.sources)}")
    ahead = [event for event in registry.history("gpt-4o").events if event.ahead]
    for event in ahead:
        print(event.date, event.what)
    for model in registry.models(providers="azure_openai", needs=["tools", "vision"], statuses="active")[:3]:
        print(model.display_name, model.max_output_tokens)
    requests = [{"model": "gpt-4o", "messages": [{"role": "user", "content": "Why is the sky blue?"}], "max_tokens": 200}]
    for own in registry.portability(requests, models=["gpt-5.1", "gemini-2.5-pro"]).models:
        print(own.model, own.surface, dict(own.verdicts), own.cost.high)
    held = registry.capacity("gpt-4.1", units=50, hours=720, rate="1")
    print(f"{held.total} USD for {held.lines[0].quantity} {held.unit}")


if __name__ == "__main__":
    main()
