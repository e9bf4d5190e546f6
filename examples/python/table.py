"""A table of calls, priced: any library that speaks Arrow's capsules. This one is pyarrow."""

from typing import Any

import llmanac

try:
    import pyarrow  # type: ignore[import-untyped,import-not-found,unused-ignore]
except ImportError:
    pyarrow = None


def main() -> None:
    if pyarrow is None:
        print("pyarrow is not installed")
        return
    calls: Any = pyarrow.table(
        {
            "model": ["gpt-4o", "claude-sonnet-4-5", "no-such-model"],
            "input_tokens": [1000, 2000, 5],
            "cache_read_tokens": [0, 1500, None],
            "output_tokens": [500, 100, 5],
        }
    )
    priced = llmanac.cost_many(calls)
    print(priced)
    for row in priced.to_pylist():
        print(row["cost"], row["status"], row["reason"])
    # A table larger than memory: each batch is priced when it is read, and the model is handed on beside its cost.
    batches: Any = pyarrow.RecordBatchReader.from_stream(llmanac.cost_stream(calls, keep=["model"]))
    for batch in batches:
        print(batch.num_rows, "rows:", ", ".join(batch.schema.names))


if __name__ == "__main__":
    main()
