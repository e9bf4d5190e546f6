"""docs/BENCHMARKS.md, from what was measured."""

from __future__ import annotations

from measure import OURS, Figure, Measured

#: Rows of tables are told by the second, all else by its time.
ROW = "A table of"


def question(measured: Measured) -> str:
    """One question as a section."""
    asked = measured.question
    is_table = asked.title.startswith(ROW)
    lines = [
        f"## {asked.title}",
        "",
        f"| | {'rows a second' if is_table else 'time'} | least .. most | times ours | least .. most |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, figure in measured.seconds.items():
        show = _rate if is_table else seconds
        ends = (figure.most, figure.least) if is_table else (figure.least, figure.most)
        spread = f"{show(ends[0])} .. {show(ends[1])}"
        ratio = measured.ratios.get(name) if asked.is_alike else None
        against = f"{times(ratio.median)} | {times(ratio.least)} .. {times(ratio.most)}" if ratio else "1 |" if name == OURS else "|"
        lines.append(f"| {name} | {show(figure.median)} | {spread} | {against} |")
    lines += ["", *(f"- {note}" for note in asked.notes), *(f"- {said}" for said in aims(measured)), ""]
    return "\n".join(lines)


def aims(measured: Measured) -> list[str]:
    """What was to be reached, and whether it was."""
    said = []
    for name, aim in measured.question.aims.items():
        if name == OURS:
            reached = measured.seconds[OURS].median
            is_table = measured.question.title.startswith(ROW)
            shown, wanted = (_rate(reached), _rate(aim)) if is_table else (seconds(reached), seconds(aim))
            bound = "at least" if is_table else "at most"
            said.append(f"Aim: {bound} {wanted}. {_verdict(reached <= aim)}: {shown}.")
        else:
            ratio = measured.ratios[name].median
            said.append(f"Aim: {aim:g} times faster than {name}. {_verdict(ratio >= aim)}: {times(ratio)} times.")
    return said


def _verdict(is_reached: bool) -> str:
    return "Reached" if is_reached else "**Missed**"


def seconds(value: float) -> str:
    """A time for people."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if value * factor >= 1:
            return f"{_digits(value * factor)} {unit}"
    return f"{_digits(value * 1e9)} ns"


def _rate(value: float) -> str:
    rows = 1 / value
    return f"{_digits(rows / 1e6)} M" if rows >= 1e5 else f"{rows:,.0f}"


def times(value: float) -> str:
    """A ratio for people."""
    return f"{value:,.0f}" if value >= 100 else _digits(value)


def _digits(value: float) -> str:
    """Three of them."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def memory(figure: Figure) -> str:
    """Bytes for people."""
    return f"{figure.median / 1e6:.1f} MB"
