"""Ingest as a person meets it: a folder of good and bad files, twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.ingest import Options, find, run
from kg.settings import Settings

GOOD = "台灣第三季營收成長39%\n\n公司公布，第三季營收為7596億元，較上年同期增加39%。毛利率為57.8%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty file, a PNG called .txt, a Big5 file, a 5 MB file, a 9 MB file, and a picture of its own kind."""
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    (made / "empty.txt").write_bytes(b"")
    (made / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (made / "sub" / "big5.txt").write_bytes(GOOD.encode("big5"))
    paragraph = "這一段話談的是央行的政策方向，沒有任何數字，讀來十分平淡。" * 12 + "\n"
    size = len(paragraph.encode())
    five = GOOD + paragraph * (5_000_000 // size) + "第四季毛利率為58%。\n"
    (made / "five.txt").write_text(five, encoding="utf-8")
    (made / "nine.txt").write_text(five + paragraph * (4_000_000 // size), encoding="utf-8")
    (made / "chart.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (made / ".hidden.txt").write_text(GOOD, encoding="utf-8")
    return made


def test_a_mixed_folder_twice(folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Clear lines, right counts, the rest recorded, exit code 3; the second run says duplicate."""
    assert run([str(folder)], settings, options=Options()) == 3
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()] == ["new", "new"]
    failed = [line for line in said.err.splitlines() if line.startswith("failed")]
    assert len(failed) == 3
    assert any("empty.txt" in line and "empty" in line for line in failed)
    assert any("picture.txt" in line and "PNG" in line for line in failed)
    assert any("nine.txt" in line and "8" in line for line in failed)
    assert "2 new, 0 duplicate, 3 failed; 1 files of other kinds left aside" in said.err
    assert run([str(folder)], settings, options=Options()) == 3
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()] == ["duplicate", "duplicate"]
    assert "0 new, 2 duplicate, 3 failed" in said.err


def test_the_same_text_under_two_names(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Within one run too, the second is a duplicate, and the first one's path is named."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert run([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], settings, options=Options(), quiet=True) == 0
    said = capsys.readouterr()
    assert "duplicate" in said.out and "a.txt" in said.out.splitlines()[1]
    assert said.err == ""


def test_a_date_given_later_is_taken(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """An article recorded without a date is read again when one is given, and only then."""
    import datetime as dt

    file = tmp_path / "a.txt"
    file.write_text(GOOD, encoding="utf-8")
    dated = Options(published=dt.date(2025, 12, 5))
    states = []
    for options in (Options(), dated, dated, Options()):
        assert run([str(file)], settings, options=options, as_json=True, quiet=True) == 0
        states.append(json.loads(capsys.readouterr().out)["state"])
    assert states == ["new", "renewed", "duplicate", "duplicate"]


def test_two_jobs_read_the_same(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Outcomes come in the order of the arguments, whatever finishes first."""
    names = [f"{n}.txt" for n in range(5)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(f"利率由{n}.5%升至{n + 1}%。\n", encoding="utf-8")
    paths = [str(tmp_path / name) for name in names]
    assert run(paths, settings, options=Options(jobs=2), as_json=True, quiet=True) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["path"], line["state"]) for line in lines] == [(path, "new") for path in paths]


def test_what_arguments_name(folder: Path, tmp_path: Path) -> None:
    """Folders go all the way down, without hidden files and other kinds; globs, and each file once."""
    home = folder / "sub"
    found = find([str(folder), str(folder / "*.txt"), "-"], home=home)
    assert [Path(p).name for p in found.paths] == ["empty.txt", "five.txt", "nine.txt", "picture.txt", "-"]
    assert found.aside == 1
    assert [Path(p).name for p in find([str(home)], home=home).paths] == ["big5.txt"]
    assert find([str(tmp_path / "*.csv")], home=home).unmatched == (str(tmp_path / "*.csv"),)


def kg(*arguments: str, home: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a folder of its own."""
    command = [sys.executable, "-c", "from kg.cli import app; app(prog_name='kg')", *arguments]
    root = str(Path(__file__).parents[1])
    environ = {**os.environ, "KG_HOME": str(home), "PYTHONPATH": root}
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, env=environ, cwd=home.parent, check=False
    )


def test_the_commands(tmp_path: Path) -> None:
    """Standard input goes in; list, show, rename, delete and doctor tell of it; stdout carries data only."""
    home = tmp_path / "home"
    done = kg("ingest", "-", "--json", "--published", "2025-12-05", home=home, stdin=GOOD)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    key = outcome["key"]
    assert (outcome["state"], outcome["path"]) == ("new", "-")
    assert json.loads(kg("articles", "list", "--json", home=home).stdout)["key"] == key
    assert json.loads(kg("articles", "show", key[:8], "--json", home=home).stdout)["article"]["key"] == key
    assert kg("articles", "rename", key, "新名字", home=home).stdout.strip() == key
    assert "新名字" in kg("articles", "list", home=home).stdout
    doctor = kg("doctor", home=home)
    assert doctor.returncode == 0, doctor.stdout
    assert "KG_HOME" in doctor.stdout
    assert kg("articles", "delete", key, home=home).returncode == 0
    assert kg("articles", "list", home=home).returncode == 4


@pytest.mark.parametrize(("arguments", "code"), [(["*.nothing"], 4), ([], 2), (["missing.txt"], 3)])
def test_exit_codes(tmp_path: Path, arguments: list[str], code: int) -> None:
    """4 where nothing matched, 2 for wrong usage, 3 where a named file cannot be read."""
    done = kg("ingest", *arguments, home=tmp_path / "home")
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr


PAIR = (
    "published: 2025-11-28\nsource: 中央社\n\n主計總處今天公布，第3季經濟成長率為8.21%。外匯存底10月底為6,002億美元。\n",
    "published: 2025-12-05\nsource: 中央社\n\n主計總處公布，第3季經濟成長率為8.12%。11月底外匯存底為6,031億美元，較10月底增加12億美元。\n",
    "published: 2025-12-06\nsource: 財經日報\n\n第3季經濟成長率為8.2%。\n",
)


def _recorded(settings: Settings) -> dict[str, tuple[str, str]]:
    """Every finding between articles that the record holds: its id, check and verdict."""
    from kg import record

    made = record.engine(settings)
    try:
        with record.reading(made) as session:
            rows = record.findings(session, verdicts=("inconsistent", "disagreement", "exact", "rounds"), limit=1000)
    finally:
        made.dispose()
    return {f["id"]: (f["check"], f["verdict"]) for f in rows if len(f["articles"]) > 1}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_articles_meet_in_any_order(tmp_path: Path, settings: Settings, order: tuple[int, ...]) -> None:
    """What is found between articles is the same whether they come one by one, in any order, or are checked together."""
    from extract import documents
    from extract import read as read_article
    from kg import checks
    from kg.ledger import Ledger

    paths = [tmp_path / f"{number}.txt" for number in range(len(PAIR))]
    for path, text in zip(paths, PAIR, strict=True):
        path.write_text(text, encoding="utf-8")
    for number in order:
        assert run([str(paths[number])], settings, options=Options(), quiet=True) == 0
    readings = [read_article(article) for path in paths for article in documents.load(str(path))]
    together = checks.run(Ledger.of(*readings))
    wanted = {f.key: (f.check, f.verdict) for f in together if len(f.articles) > 1 and f.verdict != "indeterminate"}
    assert _recorded(settings) == wanted
    assert ("conflict", "inconsistent") in wanted.values() and ("chain", "inconsistent") in wanted.values()
    (paths[0]).write_text(PAIR[0], encoding="utf-8")
    assert run([str(paths[0])], settings, options=Options(), quiet=True) == 0
    assert _recorded(settings) == wanted


def _checked(settings: Settings) -> dict[str, int]:
    """How many claims of each article the record says are checked, by the file's name."""
    from kg import record

    made = record.engine(settings)
    try:
        with record.reading(made) as session:
            return {Path(row.path).name: row.checked for row in record.names(session)}
    finally:
        made.dispose()


def test_what_is_checked_goes_with_its_findings(tmp_path: Path, settings: Settings) -> None:
    """A claim that was checked beside another article is checked no more when that article is deleted."""
    from kg import record

    for name, source in (("a.txt", "甲報"), ("b.txt", "乙報")):
        text = f"published: 2025-12-05\nsource: {source}\n\n主計總處公布，第3季經濟成長率為8.21%。\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run([str(tmp_path / name)], settings, options=Options(), quiet=True) == 0
    assert _checked(settings) == {"a.txt": 1, "b.txt": 1}
    made = record.engine(settings)
    with record.writing(made) as session:
        (row,) = record.matching(session, str(tmp_path / "b.txt"))
        record.remove(session, row.key)
    made.dispose()
    assert _checked(settings) == {"a.txt": 0}


def test_other_checks_read_again(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An article that other code has judged is judged anew; then it is a duplicate again."""
    from kg import edition

    file = tmp_path / "a.txt"
    file.write_text(GOOD, encoding="utf-8")
    states = []
    for by in ("one", "one", "another", "another"):
        monkeypatch.setattr(edition, "judging", lambda by=by: by)
        assert run([str(file)], settings, options=Options(), as_json=True, quiet=True) == 0
        states.append(json.loads(capsys.readouterr().out)["state"])
    assert states == ["new", "duplicate", "renewed", "duplicate"]


def test_the_edition_is_of_all_that_judges() -> None:
    """Whatever module of kg the checks bring along is in the edition."""
    from kg import edition

    code = "import sys; from kg import checks; checks.catalogue(); print(*(m for m in sys.modules if m.startswith('kg.')))"
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": root}
    )
    judges = {f"kg.{file.stem}" for file in edition.judges()}
    loaded = {name for name in done.stdout.split() if not name.startswith("kg.checks")}
    assert loaded and loaded <= judges
    assert "difference" in {file.stem for file in edition.checks()}


def test_the_edition_follows_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed check is another edition, for what is recorded and for the graph, where its manual page stands."""
    import shutil

    from kg import edition, graph

    copy = tmp_path / "kg"
    shutil.copytree(edition._HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(edition, "_HERE", copy)

    def told() -> tuple[str, str]:
        edition.judging.cache_clear()
        graph.edition.cache_clear()
        return edition.judging(), graph.edition()

    before = told()
    assert told() == before
    with (copy / "checks" / "growth.py").open("a", encoding="utf-8") as file:
        file.write("# other words\n")
    after = told()
    assert all(one != other for one, other in zip(before, after, strict=True))
    with (copy / "pairing.py").open("a", encoding="utf-8") as file:
        file.write("# other words\n")
    assert told()[0] != after[0] and told()[1] == after[1]
    monkeypatch.undo()
    told()


def test_a_full_shelf_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A partner is read once and kept packed; one for which there is no room is read each time; both are the same reading."""
    import extract
    from extract import documents
    from kg.ingest import _Shelf

    read: list[str] = []
    plain = extract.read
    monkeypatch.setattr(extract, "read", lambda article: (read.append(article.path), plain(article))[1])
    one, other = (documents.article(GOOD + name, path=name) for name in ("a.txt", "b.txt"))
    for room, times in ((1_000_000, 1), (0, 3)):
        read.clear()
        shelf = _Shelf(room)
        readings = [(shelf.reading(one), shelf.reading(other)) for _ in range(3)]
        assert read.count("a.txt") == read.count("b.txt") == times
        assert all(pair == (plain(one), plain(other)) for pair in readings)


def test_partners_are_judged_before_the_record_is_locked(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While an article is held against the recorded ones, another writer may write; what came in meanwhile is met too."""
    from kg import checks

    for name, text in zip(("a.txt", "b.txt", "c.txt"), PAIR, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run([str(tmp_path / "a.txt")], settings, options=Options(), quiet=True) == 0
    plain, meanwhile = checks.between, [str(tmp_path / "b.txt")]

    def judged(ledger: object) -> object:
        if meanwhile:
            assert run([meanwhile.pop()], settings, options=Options(), quiet=True) == 0
        return plain(ledger)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "between", judged)
    assert run([str(tmp_path / "c.txt")], settings, options=Options(), quiet=True) == 0
    last = _recorded(settings)
    monkeypatch.undo()
    fresh = Settings.load({"home": tmp_path / "other"}, environ={}, folder=tmp_path)
    assert run([str(tmp_path / f"{name}.txt") for name in "abc"], fresh, options=Options(), quiet=True) == 0
    assert last == _recorded(fresh) and last
