"""Contenders measured in turn, so that whatever else the machine does meets them all."""

from __future__ import annotations

import gc
import itertools
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

#: The name under which our own figures stand.
OURS = "llmanac"


@dataclass(frozen=True)
class Figure:
    """What several rounds gave: the median, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Figure:
        known = sorted(values)
        return cls(statistics.median(known), known[0], known[-1])


@dataclass
class Question:
    """One piece of work that several do."""

    title: str
    #: By name: a call without arguments, which does the work once.
    contenders: dict[str, Callable[[], object]]
    #: How many pieces one call does: rows of a table, models of a list.
    pieces: dict[str, int] = field(default_factory=dict)
    #: Whether the work is alike, so that a ratio says something.
    is_alike: bool = True
    #: What is not alike, and what else to know.
    notes: list[str] = field(default_factory=list)
    #: By name: how much faster than this peer ours is to be, and for ours how long it may take, in seconds.
    aims: dict[str, float] = field(default_factory=dict)


@dataclass
class Measured:
    """A question with its figures: seconds for one piece, and ratios to ours, round by round."""

    question: Question
    seconds: dict[str, Figure]
    ratios: dict[str, Figure]


def measure(question: Question, *, rounds: int = 15, batch: float = 0.02) -> Measured:
    """So many rounds; in each everyone works for about so many seconds, in an order that turns."""
    # What is imported is nobody's garbage: without it, a look for what is takes no time.
    gc.collect()
    gc.freeze()
    counts = {name: _calibrated(call, batch) for name, call in question.contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in counts}
    names = list(counts)
    for turn in range(rounds):
        at = turn % len(names)
        for name in names[at:] + names[:at]:
            pieces = counts[name] * question.pieces.get(name, 1)
            taken[name].append(_timed(question.contenders[name], counts[name]) / pieces)
    return Measured(
        question,
        {name: Figure.of(seconds) for name, seconds in taken.items()},
        {
            name: Figure.of(theirs / ours for theirs, ours in zip(seconds, taken[OURS], strict=True))
            for name, seconds in taken.items()
            if name != OURS
        },
    )


def _calibrated(call: Callable[[], object], batch: float) -> int:
    call()
    count = 1
    while True:
        seconds = _timed(call, count)
        if seconds >= batch / 4:
            return max(1, round(count * batch / seconds))
        count *= 4


def _timed(call: Callable[[], object], count: int) -> float:
    turns = itertools.repeat(None, count)
    # As timeit does, and what others left lies about no longer.
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    begun = time.perf_counter()
    for _ in turns:
        call()
    seconds = time.perf_counter() - begun
    if was_on:
        gc.enable()
    return seconds
