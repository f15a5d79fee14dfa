"""How the checks grow with the number of articles: the open articles over and over, each copy dated a month later.

    python -m tests.bench.scale [ARTICLES …]     (16, 160 and 1600 where none is given)

Prints claims, seconds for all checks on one core, microseconds a claim, and how many times that the smallest run took.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import time

import extract
from extract import documents
from extract.reading import Reading
from kg import checks
from kg.ledger import Ledger
from tests.marked import articles


def readings(count: int) -> list[Reading]:
    """So many articles: the marked ones in turn, each round published a month later, no two texts the same."""
    marked = list(articles("open"))
    made = []
    for number, article in zip(range(count), itertools.cycle(marked), strict=False):
        lap = number // len(marked)
        day = (article.published or dt.date(2025, 12, 8)) + dt.timedelta(days=30 * lap)
        text = article.text + f"\n（第{lap + 1}版）\n"
        made.append(extract.read(documents.article(text, path=f"{article.name}-{lap}", published=day)))
    return made


def main(arguments: list[str]) -> int:
    first = None
    for count in map(int, arguments or ["16", "160", "1600"]):
        read = readings(count)
        claims = sum(len(reading.claims) for reading in read)
        start = time.perf_counter()
        found = checks.run(Ledger.of(*read))
        seconds = time.perf_counter() - start
        each = seconds / claims * 1e6
        first = first or each
        print(f"{count:6} articles {claims:7} claims {len(found):7} findings {seconds:7.2f} s {each:7.0f} µs a claim, {each / first:4.2f} times the first")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
