"""What calls cost: by counts, by a raw response, under other circumstances."""

from decimal import Decimal

import llmanac
from llmanac import CostUnknownError, ModelNotFoundError


def bill(calls: list[tuple[str, int, int]]) -> Decimal:
    """The exact cost of some calls; a call whose price is not known is an error and no zero."""
    return sum((llmanac.calculate_request_cost(*call) for call in calls), Decimal(0))


def main() -> None:
    print(f"${bill([('gpt-4o', 1000, 500), ('claude-sonnet-4-5', 2000, 100)]):.4f}")

    # A raw response, as a dictionary or the object of an SDK.
    response = {
        "model": "gpt-4o-2024-08-06",
        "usage": {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500},
    }
    cost = llmanac.cost("gpt-4o", response)
    print(cost)
    for line in cost.lines:
        print(f"  {line.quantity} x {line.meter} at {line.rate} / {line.per} = {line.amount}")

    # On another day, in another class of service.
    then = llmanac.cost("gpt-4o", {"input_tokens": 1000, "output_tokens": 500}, at="2024-06-01", tier="batch")
    print(then.offer, then.total)

    try:
        llmanac.calculate_request_cost("gpt-4o-minni", 1, 1)
    except ModelNotFoundError as error:
        print(error.suggestions)
    except CostUnknownError as error:
        print(error)


if __name__ == "__main__":
    main()
