"""Microsoft's recognisers for Chinese (five models, dates for time) over texts from standard input; run in an
environment of its own.

In: a JSON list of texts. Out: a JSON object, `spans` one list a text of [start, end, value or null], `seconds`, and
`bytes`, the largest resident size. Of spans that lie in one another the longest counts; times are read and timed, and
give no spans (they are no quantities).
"""

from __future__ import annotations

import json
import sys

from peak import peak, timed


def main() -> None:
    """Read, time, print."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import Culture, recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    texts = json.load(sys.stdin)
    models = (recognize_number, recognize_percentage, recognize_ordinal, recognize_currency)
    for model in (*models, recognize_datetime):
        model(texts[0], Culture.Chinese)  # what is built once a process

    def read(text: str) -> list[list[object]]:
        found = []
        for model in models:
            for one in model(text, Culture.Chinese):
                value = one.resolution.get("value") if one.resolution else None
                found.append([one.start, one.end + 1, value.rstrip("%") if value else None])
        recognize_datetime(text, Culture.Chinese)
        found.sort(key=lambda span: span[0] - span[1])
        kept: list[list[object]] = []
        for span in found:
            if not any(span[0] < other[1] and other[0] < span[1] for other in kept):
                kept.append(span)
        return kept

    spans: list[list[list[object]]] = []
    seconds = timed(lambda: spans.__setitem__(slice(None), map(read, texts)))
    json.dump({"spans": spans, "seconds": seconds, "bytes": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
