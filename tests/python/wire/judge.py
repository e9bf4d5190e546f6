"""The providers' own clients as the judges of the bodies that we write.

Usage: judge.py BODIES [--only SURFACE] [--refused FILE --least COUNT]

Each line of BODIES is a request on the wire: the case's name, surface, model, path, query, headers, body, and the standard request that
it was made of. Before it is judged, the judges themselves are: each body of bad.json is wrong in one thing, and must be rejected
with the words beside it. Any rejection fails, and so does a surface of FILE (`surface<TAB>count`: the requests that were not converted)
of which fewer bodies were judged than COUNT.
"""

import argparse
import copy
import json
import pathlib
import sys
from collections import Counter

import claude
import converse
import gemini
import openai_bodies
from common import unit

JUDGES = {
    "azure_openai.chat": openai_bodies.judge,
    "azure_openai.responses": openai_bodies.judge,
    "azure_foundry.chat": openai_bodies.judge,
    "azure_foundry.responses": openai_bodies.judge,
    "azure_foundry.messages": claude.judge,
    "bedrock.converse": converse.judge,
    "bedrock.invoke": claude.judge,
    "bedrock.mantle_chat": openai_bodies.judge,
    "bedrock.mantle_responses": openai_bodies.judge,
    "bedrock.messages": claude.judge,
    "gemini.generate_content": gemini.judge,
    "vertex.chat": openai_bodies.judge,
    "vertex.generate_content": gemini.judge,
    "vertex.raw_predict": claude.judge,
}
# Complaints that are shown; the rest is counted.
SHOWN = 60


def set_at(value, path, wanted):
    """Puts a value at a dotted path; None takes away what stands there."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        value = value.setdefault(step, {}) if isinstance(value, dict) else value[step]
    if wanted is None:
        del value[last]
    elif isinstance(value, list) and last == len(value):
        value.append(wanted)
    else:
        value[last] = wanted


def judge_the_judges():
    """Good bodies pass, and each bad one is rejected for what is wrong with it."""
    own = json.loads(pathlib.Path(__file__).with_name("bad.json").read_text())
    wrong = []
    for surface, good in own["good"].items():
        wrong += [f"a good body of {surface} is rejected: {said}" for said in JUDGES[surface]({"surface": surface, **good})]
    for case in own["bad"]:
        line = copy.deepcopy({"surface": case["surface"], **own["good"][case["surface"]]})
        line["model"] = case.get("model", line["model"])
        for path, value in case["set"].items():
            set_at(line["body"], path, value)
        said = JUDGES[case["surface"]](line)
        if not any(case["wanted"] in complaint for complaint in said):
            wrong.append(f"{case['surface']} {case['set']}: wanted {case['wanted']!r}, said {said}")
    for complaint in wrong:
        print(f"THE JUDGE IS WRONG: {complaint}")
    if not wrong:
        print(f"judges: {len(own['good'])} good bodies pass, {len(own['bad'])} bad ones are rejected for what is wrong with them")
    return not wrong


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bodies")
    arguments.add_argument("--only")
    arguments.add_argument("--refused")
    arguments.add_argument("--least", type=int, default=0)
    own = arguments.parse_args()
    rows = open(own.refused).read().splitlines() if own.refused else []
    refused = {surface: int(count) for surface, count in (row.split("\t") for row in rows)}
    if not judge_the_judges():
        return 1
    judged, complaints, first, rejected = Counter(), Counter(), {}, Counter()
    for text in open(own.bodies):
        line = json.loads(text)
        surface = line["surface"]
        if own.only not in (None, surface):
            continue
        judged[surface] += 1
        said = JUDGES[surface](line)
        rejected[surface] += bool(said)
        # A union of types complains once for each of its members.
        for one in said[:4]:
            key = (surface, unit(one))
            complaints[key] += 1
            first.setdefault(key, (line["case"], one))
    for (surface, _), count in complaints.most_common(SHOWN):
        case, said = first[surface, _]
        print(f"REJECTED {surface} x{count} first {case}: {said}")
    print(f"{'surface':<26} {'judged':>7} {'rejected':>9} {'not converted':>14}")
    for surface in sorted(set(judged) | set(refused)):
        if own.only in (None, surface):
            print(f"{surface:<26} {judged[surface]:>7} {rejected[surface]:>9} {refused.get(surface, '-'):>14}")
    few = [surface for surface in refused if own.only in (None, surface) and judged[surface] < own.least]
    for surface in few:
        print(f"TOO FEW: {judged[surface]} bodies of {surface} were judged, {own.least} are wanted")
    return 1 if complaints or few else 0


if __name__ == "__main__":
    sys.exit(main())
