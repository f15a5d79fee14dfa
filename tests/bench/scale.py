"""How the checks grow with the number of articles: the open articles over and over, each copy dated a month later.

    python -m tests.bench.scale [ARTICLES …] [--claims NUMBER]     (16, 160 and 1600 articles where nothing is given)

Prints claims, seconds for all checks on one core, microseconds a claim, and how many times that the smallest run took.
`--claims` takes as many articles as hold so many claims.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import sys
import time
from collections.abc import Iterator

import extract
from extract import documents
from extract.reading import Reading
from kg import checks
from kg.ledger import Ledger
from tests.marked import articles


def readings() -> Iterator[Reading]:
    """Articles without end: the marked ones in turn, each round published a month later, no two texts the same."""
    marked = list(articles("open"))
    for lap in itertools.count():
        for article in marked:
            day = (article.published or dt.date(2025, 12, 8)) + dt.timedelta(days=30 * lap)
            text = article.text + f"\n（第{lap + 1}版）\n"
            yield extract.read(documents.article(text, path=f"{article.name}-{lap}", published=day))


def holding(claims: int) -> Iterator[Reading]:
    """As many articles as it takes to have so many claims."""
    had = 0
    for reading in readings():
        if had >= claims:
            return
        had += len(reading.claims)
        yield reading


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How the checks grow with the number of articles.")
    parser.add_argument("articles", nargs="*", type=int)
    parser.add_argument("--claims", type=int)
    given = parser.parse_args(arguments)
    counts = given.articles or ([] if given.claims else [16, 160, 1600])
    sizes = [itertools.islice(readings(), count) for count in counts] + ([holding(given.claims)] if given.claims else [])
    first = None
    for read in map(list, sizes):
        claims = sum(len(reading.claims) for reading in read)
        start = time.perf_counter()
        found = checks.run(Ledger.of(*read))
        seconds = time.perf_counter() - start
        each = seconds / claims * 1e6
        first = first or each
        print(f"{len(read):6} articles {claims:7} claims {len(found):7} findings {seconds:7.2f} s {each:7.0f} µs a claim, {each / first:4.2f} times the first")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
