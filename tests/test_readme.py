"""The README's console blocks are run as they stand; each line of their output must be printed, in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def _commands() -> list[tuple[str, list[str]]]:
    """The commands of the console blocks, each with the output lines shown below it."""
    commands: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                commands.append((line[2:], []))
            elif line.startswith(">") and commands[-1][0].count("<<"):
                commands[-1] = (commands[-1][0] + "\n" + line[1:].removeprefix(" "), commands[-1][1])
            else:
                commands[-1][1].append(line)
    return commands


def test_the_readme_does_what_it_says(tmp_path: Path) -> None:
    """`…` stands for whatever follows on a line, or for lines left out."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    commands = _commands()
    assert len(commands) > 8
    for command, expected in commands:
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
        printed = iter(done.stdout.splitlines())
        for line in expected:
            wanted = line.removesuffix("…").rstrip() if line.endswith("…") else line
            whole = not line.endswith("…")
            found = any(p.strip() == wanted.strip() if whole else p.strip().startswith(wanted.strip()) for p in printed)
            assert found or not wanted.strip(), (command, line, done.stdout)
