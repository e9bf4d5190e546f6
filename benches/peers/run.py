"""Ours beside the peers: one run, one machine, the same work in turn; writes a page.

    cargo xtask bench peers             everything, into docs/BENCHMARKS.md
    cargo xtask bench peers --quick     few rounds and no Spark, printed
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

# Before anything is imported that reads them: no download, one core each, one day.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
os.environ["POLARS_MAX_THREADS"] = "1"

import models  # noqa: E402

os.environ["LLMANAC_TODAY"] = models.DAY

import conversion  # noqa: E402
import cost  # noqa: E402
import imports  # noqa: E402
import litellm  # noqa: E402
import lookup  # noqa: E402
import page  # noqa: E402
import pyarrow as pa  # noqa: E402
import spark  # noqa: E402
import tables  # noqa: E402
import usage_table  # noqa: E402
import validation  # noqa: E402
from measure import Measured, measure  # noqa: E402

litellm.suppress_debug_info = True

PEERS = ["litellm", "genai-prices", "tokencost", "duckdb", "polars", "pyarrow", "pyspark"]


def say(text: str) -> None:
    """What is going on, beside the page."""
    print(f"-- {text}", file=sys.stderr, flush=True)


def calls(rounds: int) -> list[Measured]:
    """Lookup, cost, validation, conversion."""
    found = []
    for module in (lookup, cost, validation, conversion):
        for question in module.questions():
            say(question.title)
            found.append(measure(question, rounds=rounds))
    return found


def head() -> str:
    """The machine, the day, the versions."""
    with open("/proc/cpuinfo") as cpuinfo:
        names = [line.split(":", 1)[1].strip() for line in cpuinfo if line.startswith("model name")]
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ["llmanac", *PEERS])
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return f"""# Beside the peers

Written by `cargo xtask bench peers`; nothing in it is written by hand. One run on one machine: in each round everyone does the same work for about 20 ms, in an order that turns, so that whatever else the machine does meets them all. A time is the median of the rounds, of one call through a Python lambda (some 20 ns, which are in it); a ratio is the median of the ratios within the rounds. Before costs, conversions and tables are timed their answers are held against each other, and one that is another ends the run.

- {datetime.now(timezone.utc):%Y-%m-%d}; {names[0] if names else platform.processor()}, {os.cpu_count()} cores, load {load} at the beginning; Linux, Python {platform.python_version()}
- {versions}
- Prices of {models.DAY}; peers have one table each, that of their release. {len(models.MODELS)} models are priced; of these, LiteLLM and genai-prices say the same of each, tokencost of {sum(model.tokencost is not None for model in models.MODELS)} (the reasons are in benches/peers/models.py).
"""


def import_section(rounds: int) -> str:
    """Import: its time as a question, and the memory beside it."""
    times, held, first = imports.measured(say, rounds)
    lines = ["| | memory of the import | first cost after it |", "|---|---:|---:|"]
    lines += [f"| {name} | {page.memory(held[name])} | {page.seconds(first[name].median)} |" for name in held]
    return page.question(times) + "\n" + "\n".join(lines) + "\n"


def spark_section(table: pa.Table) -> str:
    """Spark beside one machine."""
    if spark.java() is None:
        say("SKIPPED Spark: there is no Java")
        return "## Spark\n\nNot measured: there was no Java.\n"
    say("Spark")
    ran = spark.measured(table, tables.ours(table))
    return f"""## Spark

The table of {table.num_rows:,} calls, from a Parquet file to a Parquet file, priced by the function of `examples/spark_cost.py`; all columns are kept. Every amount is that of `cost_many`.

| | time | least .. most |
|---|---:|---:|
| one machine, one core, no Spark | {page.seconds(ran.alone.median)} | {page.seconds(ran.alone.least)} .. {page.seconds(ran.alone.most)} |
| Spark, local, {ran.cores} cores | {page.seconds(ran.later.median)} | {page.seconds(ran.later.least)} .. {page.seconds(ran.later.most)} |
| its first table, for which workers start | {page.seconds(ran.first)} | |
| its session | {page.seconds(ran.start)} | |

When to move from one to the other: [SPARK.md](SPARK.md).
"""


def main() -> None:
    """The run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("page", nargs="?", type=Path)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    rounds = 3 if asked.quick else 15
    sections = [head(), import_section(3 if asked.quick else 9)]
    sections += [page.question(found) for found in calls(rounds)]
    say("the table")
    table = usage_table.calls()
    sections.append(page.question(measure(tables.question(table), rounds=3 if asked.quick else 7)))
    if not asked.quick:
        sections.append(spark_section(table))
    text = "\n".join(sections)
    if asked.page is None or asked.quick:
        print(text)
    else:
        asked.page.write_text(text)


if __name__ == "__main__":
    main()
