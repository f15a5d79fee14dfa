"""Whether reading stays linear: runs that no writer writes, at a length and at ten times the length.

    python -m tests.bench.hostile [LENGTH]

LENGTH (100,000 where not given) is in characters. A line a run: seconds at both lengths, and their ratio; ten is linear.
"""

from __future__ import annotations

import sys
import time

import extract
from extract.documents import article

RUNS = {
    "digits": "1",
    "digits with commas": "123,",
    "opened brackets": "（",
    "closed brackets": "（）",
    "opened quotes": "「",
    "scale words": "億",
    "percentages in a list": "5%、",
    "one clause": "營收5億元、",
    "clauses": "營收增5%，",
    "years": "2025年",
    "links": "的",
    "respectively": "分別5%、",
    "numbers in brackets": "增5%（",
    "letters": "a",
    "amounts of 元": "3元",
    "coded names": "澄禾精密（7906）",
}


def seconds(run: str, length: int) -> float:
    """How long one reading of `run`, repeated to `length` characters, takes."""
    text = run * (length // len(run))
    began = time.perf_counter()
    extract.read(article(text))
    return time.perf_counter() - began


def main(arguments: list[str]) -> int:
    length = int(arguments[0]) if arguments else 100_000
    extract.read(article("第三季營收5億元。"))  # what is built once a process
    print(f"{length:,} characters, and ten times as many")
    for name, run in RUNS.items():
        once, ten = seconds(run, length), seconds(run, 10 * length)
        print(f"  {name:<24}{once:8.2f} s {ten:8.2f} s   ratio {ten / once:5.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
