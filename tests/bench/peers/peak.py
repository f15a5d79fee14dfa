"""How long a reading takes, and the largest resident size of this process since it began."""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median


def timed(read: Callable[[], object]) -> float:
    """The median of the seconds that `read` takes: nine times, or as often as fits into three seconds."""
    taken: list[float] = []
    while not taken or (len(taken) < 9 and sum(taken) < 3):
        began = time.perf_counter()
        read()
        taken.append(time.perf_counter() - began)
    return median(taken)


def peak() -> int:
    """Bytes. Where the kernel tells it, without what the process had before it began its own program."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found:
            return int(found[1]) * 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024
