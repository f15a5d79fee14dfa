"""`python -m tests.articles OUT_DIR`: the articles without their marks."""

import sys
from pathlib import Path

from tests.articles import write

if len(sys.argv) != 2:
    sys.exit("usage: python -m tests.articles OUT_DIR")
for path in write(Path(sys.argv[1])):
    print(path)
