"""LiteLLM as the judge of our export: it prices calls from our table, and its amounts are held against ours.

Usage: judge.py TABLE CASES

TABLE is what `llmanac export --to litellm` writes. Each line of CASES is a call: the table's key, the tier, the counts
(`input_tokens=1000 ...`, where totals contain their parts), and what we say that it costs, in dollars.
Where LiteLLM's own code departs from what the table says, a row of DEPARTURES says so; what no row explains fails.
"""

import json
import math
import os
import sys
from collections import Counter

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # noqa: E402
from litellm.cost_calculator import cost_per_token  # noqa: E402
from litellm.types.utils import (  # noqa: E402
    CacheCreationTokenDetails,
    CompletionTokensDetailsWrapper,
    PromptTokensDetailsWrapper,
    Usage,
)

# It says on standard output where one reads about providers.
litellm.suppress_debug_info = True

# How far two amounts may be apart: binary fractions drift in the last digits.
NEAR = 1e-9

# The provider of a call, where the table's word for it is another.
PROVIDERS = {"bedrock_converse": "bedrock"}


class Case:
    def __init__(self, line, table):
        self.key, self.tier, counts, amount = line.rstrip("\n").split("\t")
        self.counts = {name: int(count) for name, count in (pair.split("=") for pair in counts.split())}
        self.ours = float(amount)
        self.row = table[self.key]
        self.provider = self.row["litellm_provider"]

    def count(self, *names):
        return sum(self.counts.get(name, 0) for name in names)

    def states(self, text):
        """Whether the row has a field with this text in its name."""
        return any(text in field for field in self.row)


# What LiteLLM 1.109.1 does otherwise than its table says: a name, why, and the calls that it is about.
DEPARTURES = [
    (
        "batch-1h-write",
        "its model info has no `cache_creation_input_token_cost_above_1hr_batches`, so that a batch's write for an hour"
        " is billed as one for five minutes",
        lambda case: case.tier == "batch" and case.count("cache_write_1h_tokens") > 0
        and case.states("_above_1hr_batches"),
    ),
]


def usage(case):
    writes = case.count(
        "cache_write_tokens", "cache_write_5m_tokens", "cache_write_30m_tokens", "cache_write_1h_tokens",
        "cache_write_12h_tokens",
    )
    lifetimes = CacheCreationTokenDetails(
        ephemeral_5m_input_tokens=case.count("cache_write_5m_tokens"),
        ephemeral_30m_input_tokens=case.count("cache_write_30m_tokens"),
        ephemeral_1h_input_tokens=case.count("cache_write_1h_tokens"),
        ephemeral_12h_input_tokens=case.count("cache_write_12h_tokens"),
    )
    return Usage(
        prompt_tokens=case.count("input_tokens"),
        completion_tokens=case.count("output_tokens"),
        total_tokens=case.count("input_tokens", "output_tokens"),
        prompt_tokens_details=PromptTokensDetailsWrapper(
            cached_tokens=case.count("cache_read_tokens"),
            cached_tokens_details={"audio_tokens": case.count("cache_read_audio_tokens")},
            audio_tokens=case.count("input_audio_tokens"),
            image_tokens=case.count("input_image_tokens"),
            cache_creation_tokens=writes,
            cache_creation_token_details=lifetimes if writes else None,
        ),
        completion_tokens_details=CompletionTokensDetailsWrapper(
            reasoning_tokens=case.count("reasoning_tokens"),
            audio_tokens=case.count("output_audio_tokens"),
            image_tokens=case.count("output_image_tokens"),
        ),
    )


def price(case):
    prompt, completion = cost_per_token(
        model=case.key,
        custom_llm_provider=PROVIDERS.get(case.provider, case.provider),
        usage_object=usage(case),
        service_tier=None if case.tier in ("standard", "batch") else case.tier,
        call_type="retrieve_batch" if case.tier == "batch" else "completion",
    )
    return prompt + completion


def load(table):
    """Our table in place of LiteLLM's own."""
    litellm.model_cost.clear()
    litellm.model_cost.update(table)
    litellm.utils._invalidate_model_cost_lowercase_map()
    litellm.add_known_models()


def limits(table):
    """Rows whose limits LiteLLM reads otherwise."""
    wrong = []
    for key, row in table.items():
        info = litellm.get_model_info(key, custom_llm_provider=row["litellm_provider"].replace("_converse", ""))
        for field in ("max_input_tokens", "max_output_tokens"):
            if info.get(field) != row.get(field):
                wrong.append(f"{key}.{field}: LiteLLM reads {info.get(field)}, the table has {row.get(field)}")
    return wrong


def main(table_path, cases_path):
    with open(table_path) as file:
        table = json.load(file)
    with open(cases_path) as file:
        cases = [Case(line, table) for line in file]
    load(table)
    wrong = limits(table)
    agreed, farthest, explained = Counter(), 0.0, Counter()
    for case in cases:
        try:
            theirs = price(case)
        except Exception as error:  # noqa: BLE001
            wrong.append(f"{case.key} {case.tier} {case.counts}: LiteLLM does not price it: {error}")
            continue
        apart = abs(theirs - case.ours) / max(abs(case.ours), 1e-30)
        if math.isclose(theirs, case.ours, rel_tol=NEAR, abs_tol=1e-18):
            agreed[case.tier] += 1
            farthest = max(farthest, apart)
            continue
        name = next((name for name, _, is_so in DEPARTURES if is_so(case)), None)
        if name is None:
            wrong.append(f"{case.key} {case.tier} {case.counts}: we say {case.ours!r}, LiteLLM {theirs!r}")
        else:
            explained[name] += 1
    counts = ", ".join(f"{count} {tier}" for tier, count in sorted(agreed.items()))
    print(f"LiteLLM {len(table)} keys, {len(cases)} calls; {sum(agreed.values())} agree ({counts}),"
          f" the farthest by {farthest:.1e}")
    for name, why, _ in DEPARTURES:
        print(f"  {explained[name]:6} by departure {name}: {why}")
    for line in wrong[:40]:
        print(f"  WRONG {line}")
    if wrong:
        print(f"  {len(wrong)} differences that nothing explains")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
