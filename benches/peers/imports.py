"""How long an import takes and what it holds, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from measure import OURS, Figure, Measured, Question

#: Time and memory of an import, and of the first answer after it.
CHILD = """
import json, os, sys, time
def held():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
empty = held()
begun = time.perf_counter()
exec(sys.argv[1])
imported = time.perf_counter() - begun
memory = held() - empty
begun = time.perf_counter()
exec(sys.argv[2])
print(json.dumps([imported, memory, time.perf_counter() - begun]))
"""

#: What is imported, and a first cost.
PROGRAMS = {
    OURS: ("import llmanac", "llmanac.calculate_request_cost('gpt-4o', 1000, 500)"),
    "genai-prices": (
        "import genai_prices",
        "genai_prices.calc_price(genai_prices.Usage(input_tokens=1000, output_tokens=500), 'gpt-4o', provider_id='azure')",
    ),
    "tokencost": ("import tokencost", "tokencost.calculate_cost_by_tokens(1000, 'azure/gpt-4o', 'input')"),
    "LiteLLM": ("import litellm", "litellm.cost_per_token('azure/gpt-4o', prompt_tokens=1000, completion_tokens=500)"),
}


def measured(say: Callable[[str], None], rounds: int) -> tuple[Measured, dict[str, Figure], dict[str, Figure]]:
    """The import's time, its memory in bytes, and the seconds to a first answer after it."""
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in PROGRAMS}
    for turn in range(rounds + 1):
        say(f"imports, round {turn}")
        programs = list(PROGRAMS.items())
        at = turn % len(programs)
        for name, (imported, first) in programs[at:] + programs[:at]:
            ran = subprocess.run(
                [sys.executable, "-I", "-c", CHILD, imported, first], capture_output=True, text=True, check=True
            )
            # The first round fills the system's cache of files.
            if turn > 0:
                seconds, memory, after = json.loads(ran.stdout.splitlines()[-1])
                taken[name].append((seconds, memory, after))
    question = Question(
        "Import",
        {},
        aims={OURS: 0.015, "genai-prices": 10.0},
        notes=[
            "Each in a new process, its files in the system's cache and compiled; without LiteLLM's download of its table, and with no network.",
            "LiteLLM is much more than a table of prices; its import is paid for all of it. Ours imports `decimal` with the first cost.",
            "Memory is what the process holds more after the import, pages of files among it.",
        ],
    )
    times = Measured(
        question,
        {name: Figure.of(row[0] for row in rows) for name, rows in taken.items()},
        {
            name: Figure.of(row[0] / own[0] for row, own in zip(rows, taken[OURS], strict=True))
            for name, rows in taken.items()
            if name != OURS
        },
    )
    return (
        times,
        {name: Figure.of(row[1] for row in rows) for name, rows in taken.items()},
        {name: Figure.of(row[2] for row in rows) for name, rows in taken.items()},
    )
