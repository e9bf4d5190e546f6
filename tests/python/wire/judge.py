"""The providers' own clients as the judges of the bodies that we write.

Usage: judge.py BODIES [--allow FILE] [--only SURFACE]

Each line of BODIES is a request on the wire: the case's name, surface, model, path, query, headers, body, and the standard request that
it was made of. Before it is judged, the judges themselves are: each body of bad.json is wrong in one thing, and must be rejected
with the words beside it. A rejection that no line of an allow file (`surface<TAB>words`) names fails.
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
    arguments.add_argument("--allow")
    arguments.add_argument("--only")
    own = arguments.parse_args()
    lines = open(own.allow).read().splitlines() if own.allow else []
    allowed = [line.split("\t", 1) for line in lines if not line.startswith("#")]
    if not judge_the_judges():
        return 1
    judged, complaints, first, refused, let_pass = Counter(), Counter(), {}, Counter(), Counter()
    for text in open(own.bodies):
        line = json.loads(text)
        surface = line["surface"]
        if own.only not in (None, surface):
            continue
        judged[surface] += 1
        said = JUDGES[surface](line)
        kept = [one for one in said if not any(surface == where and words in one for where, words in allowed)]
        let_pass[surface] += len(kept) < len(said)
        said = kept
        refused[surface] += bool(said)
        # A union of types complains once for each of its members.
        for one in said[:4]:
            key = (surface, unit(one))
            complaints[key] += 1
            first.setdefault(key, (line["case"], one))
    for surface in sorted(judged):
        print(f"{surface}: {judged[surface]} bodies judged, {refused[surface]} rejected, {let_pass[surface]} let pass by the allow file")
    for (surface, _), count in complaints.most_common(SHOWN):
        case, said = first[surface, _]
        print(f"REJECTED {surface} x{count} first {case}: {said}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
