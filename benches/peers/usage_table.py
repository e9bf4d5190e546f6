"""A table of a million calls, the same on every run."""

from __future__ import annotations

import random
from decimal import Decimal

import llmanac
import pyarrow as pa
from models import DAY, MODELS

ROWS = 1_000_000
#: Calls stay below every threshold at which a long context costs more: a join has one rate a model.
MOST_INPUT, MOST_OUTPUT = 100_000, 4_000


def calls(rows: int = ROWS) -> pa.Table:
    """The calls: a model, its input, how much of that was read from a cache, its output."""
    chosen = random.Random(7)
    names = [model.ours for model in MODELS]
    models, inputs, cached, outputs = [], [], [], []
    for _ in range(rows):
        whole = chosen.randrange(1, MOST_INPUT)
        models.append(chosen.choice(names))
        inputs.append(whole)
        cached.append(chosen.randrange(whole) if chosen.random() < 0.5 else 0)
        outputs.append(chosen.randrange(MOST_OUTPUT))
    return pa.table({
        "model": models,
        "input_tokens": pa.array(inputs, pa.int64()),
        "cache_read_tokens": pa.array(cached, pa.int64()),
        "output_tokens": pa.array(outputs, pa.int64()),
    })


def rates() -> pa.Table:
    """What a join needs: the rates of each model, in billionths of a dollar for a million tokens."""
    registry = llmanac.get_model_registry()

    def rate(model: str, **usage: int) -> int:
        thousand = registry.cost(model, usage, at=DAY).total
        exact = thousand * 1000 * 10**9
        assert isinstance(thousand, Decimal) and exact == int(exact)
        return int(exact)

    names = [model.ours for model in MODELS]
    return pa.table({
        "model": names,
        "input": [rate(name, input_tokens=1000) for name in names],
        "cached": [rate(name, input_tokens=1000, cache_read_tokens=1000) for name in names],
        "output": [rate(name, output_tokens=1000) for name in names],
    })
