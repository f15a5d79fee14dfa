"""JioNLP's two recognisers (time and money) over texts from standard input; run in an environment of its own.

In: a JSON list of texts. Out: a JSON object, `spans` one list a text of [start, end, value or null], `seconds`, and
`bytes`, the largest resident size. What a span is and what a value is are left as the library gives them.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time

from peak import peak, timed


def main() -> None:
    """Read, time, print."""
    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # it greets on stdout
        import jionlp

        texts = json.load(sys.stdin)
        jionlp.ner.extract_money(texts[0])  # what is built once a process
        jionlp.ner.extract_time(texts[0], time_base=time.time())

        def read(text: str) -> list[list[object]]:
            found: list[list[object]] = []
            for one in jionlp.ner.extract_money(text, with_parsing=True):
                number = re.match(r"-?[0-9.]+", str((one.get("detail") or {}).get("num", "")))
                found.append([*one["offset"], number[0] if number else None])
            for one in jionlp.ner.extract_time(text, time_base=1764892800.0, with_parsing=True):
                if one["type"] == "time_delta":
                    found.append([*one["offset"], None])
            return found

        spans: list[list[list[object]]] = []
        seconds = timed(lambda: spans.__setitem__(slice(None), map(read, texts)))
    json.dump({"spans": spans, "seconds": seconds, "bytes": peak()}, out)


if __name__ == "__main__":
    main()
