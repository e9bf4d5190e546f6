"""A million calls priced row by row: by us, by loops over the peers, and by joins with a table of rates."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import duckdb
import litellm
import llmanac
import polars as pl
import pyarrow as pa
from cost import THEN
from disagreement import Disagreement
from genai_prices import Usage, calc_price
from measure import OURS, Question
from models import DAY, MODELS, Model
from usage_table import ROWS, rates

#: Loops over the peers price the first rows of the table only; the time is that of a row.
SAMPLE = 10_000

COUNTS = ("input_tokens", "cache_read_tokens", "output_tokens")

SQL = """
SELECT (input_tokens - cache_read_tokens) * input + cache_read_tokens * cached + output_tokens * output AS cost
FROM calls LEFT JOIN rates USING (model)
"""


def question(table: pa.Table) -> Question:
    """The question, after all of them agreed."""
    prices = rates()
    rows = table.slice(0, SAMPLE).to_pylist()
    names = {model.ours: model for model in MODELS}
    duck, duck_floats = _duckdb(table, prices), _duckdb(table, _floats(prices))
    polar, polar_floats = _polars(table, prices), _polars(table, _floats(prices))

    def of_genai() -> list[Decimal]:
        return [_of_genai(names[row["model"]].genai, row) for row in rows]

    def of_litellm() -> list[float]:
        return [_of_litellm(names[row["model"]], row) for row in rows]

    exact = _agreed(table, duck().column("cost").to_pylist(), polar().get_column("cost").to_list())
    _close("LiteLLM", of_litellm(), exact[:SAMPLE])
    _close("genai-prices", of_genai(), exact[:SAMPLE])
    registry = llmanac.get_model_registry()

    def of_ours() -> list[Decimal]:
        return [registry.cost(row["model"], {key: row[key] for key in COUNTS}, at=DAY).total for row in rows]

    return Question(
        f"A table of {ROWS:,} calls, one core",
        {
            OURS: lambda: llmanac.cost_many(table, at=DAY),
            "DuckDB join, integers": duck,
            "DuckDB join, floats": duck_floats,
            "Polars join, integers": polar,
            "Polars join, floats": polar_floats,
            f"{OURS} in a loop": of_ours,
            "genai-prices in a loop": of_genai,
            "LiteLLM in a loop": of_litellm,
        },
        pieces={
            OURS: ROWS,
            "DuckDB join, integers": ROWS,
            "DuckDB join, floats": ROWS,
            "Polars join, integers": ROWS,
            "Polars join, floats": ROWS,
            f"{OURS} in a loop": SAMPLE,
            "genai-prices in a loop": SAMPLE,
            "LiteLLM in a loop": SAMPLE,
        },
        aims={OURS: 1 / 3e6},
        notes=[
            f"All {ROWS:,} amounts of ours are those of the joins in integers, digit by digit, and those of `cost`, asked row by row.",
            "Not alike: a join multiplies counts with one rate a model that somebody put into a table. It knows no day, no band of context, no tier, no region and no other name of a model; every call here is below the first band, so that one rate does. Ours resolves all of these in each row, and says of each row how far its cost is known.",
            f"The loops call a function a row, for {SAMPLE:,} rows of the same table: that is how genai-prices and LiteLLM are used on tables, since they have no other way. Ours in a loop is `cost`, with line items and sources.",
            "Joins in integers are exact, with the result in units that the reader must know; in floats they are what is usually written.",
        ],
    )


def ours(table: pa.Table) -> list[Decimal]:
    """The amounts of a table, as we say them."""
    amounts: list[Decimal] = pa.table(llmanac.cost_many(table, at=DAY)).column("cost").to_pylist()
    return amounts


def _agreed(table: pa.Table, *joins: list[int]) -> list[Decimal]:
    """Our amounts, after they were those of the joins and of `cost`."""
    amounts = ours(table)
    registry = llmanac.get_model_registry()
    with localcontext() as context:
        context.prec = 60
        for name, units in zip(("DuckDB", "Polars"), joins, strict=True):
            if [int(amount.scaleb(15)) for amount in amounts] != units:
                raise Disagreement(f"a row of {name}'s join is another amount")
        for row, amount in zip(table.to_pylist(), amounts, strict=True):
            model = row.pop("model")
            if registry.cost(model, row, at=DAY).total != amount:
                raise Disagreement(f"cost_many says {amount} of {model} {row}, and cost does not")
    return amounts


def _close(whose: str, theirs: list[Any], exact: list[Decimal]) -> None:
    """Amounts that floats hold are the exact ones to twelve decimals."""
    for amount, own in zip(theirs, exact, strict=True):
        if abs(Decimal(amount) - own) > Decimal("1e-12"):
            raise Disagreement(f"{whose} says {amount} of a call that costs {own}")


def _of_genai(model: tuple[str, str], row: dict[str, int]) -> Decimal:
    usage = Usage(
        input_tokens=row["input_tokens"],
        cache_read_tokens=row["cache_read_tokens"],
        output_tokens=row["output_tokens"],
    )
    return calc_price(usage, model[0], provider_id=model[1], genai_request_timestamp=THEN).total_price


def _of_litellm(model: Model, row: dict[str, int]) -> float:
    return sum(
        litellm.cost_per_token(
            model.litellm,
            custom_llm_provider=model.litellm_provider,
            prompt_tokens=row["input_tokens"],
            completion_tokens=row["output_tokens"],
            cache_read_input_tokens=row["cache_read_tokens"],
        )
    )


def _duckdb(table: pa.Table, prices: pa.Table) -> Callable[[], pa.Table]:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("calls", table)
    connection.register("rates", prices)
    return lambda: connection.sql(SQL).to_arrow_table()


def _polars(table: pa.Table, prices: pa.Table) -> Callable[[], pl.DataFrame]:
    frame, rates = pl.DataFrame(table).lazy(), pl.DataFrame(prices).lazy()
    uncached = pl.col("input_tokens") - pl.col("cache_read_tokens")
    cost = (
        uncached * pl.col("input")
        + pl.col("cache_read_tokens") * pl.col("cached")
        + pl.col("output_tokens") * pl.col("output")
    )
    priced = frame.join(rates, on="model", how="left", maintain_order="left").select(cost.alias("cost"))
    return priced.collect


def _floats(prices: pa.Table) -> pa.Table:
    """The rates as they are mostly written down: dollars for a token."""
    columns = {"model": prices.column("model")}
    for name in ("input", "cached", "output"):
        columns[name] = pa.array([rate / 1e15 for rate in prices.column(name).to_pylist()], pa.float64())
    return pa.table(columns)
