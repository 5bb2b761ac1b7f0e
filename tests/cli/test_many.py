"""A folder of portfolios through the command line: a line for each, broken files told, and a stopped call that goes on."""

import contextlib
import csv
import io
import json
import signal
import subprocess
import sys
import time

import pytest

POSCO = "Name,ISIN,Market Value (USD)\nPOSCO HOLDINGS INC,KR7005490008,2500.00\n"
NESTLE = "Name,ISIN,Market Value (USD)\nNESTLE SA,CH0038863350,600.25\n"
DAY = ("--as-of", "2026-11-24")
PATIENCE_S = 600
"""A machine under load takes minutes for what takes seconds; only what hangs takes longer."""


@pytest.fixture
def clients(tmp_path):
    """Gives a folder of four portfolios, one of them without a holding, and two files that are none."""
    folder = tmp_path / "clients"
    texts = {"alder.csv": POSCO, "birch.csv": NESTLE, "north/alder.csv": NESTLE, "none.csv": "Name,ISIN\n"}
    for name, text in {**texts, "=cmd.csv": "", "logo.csv": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "logo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return folder


def screen(run, *words):
    return run("screen", *words, *DAY, "--workers", 1)


def read_summary(out):
    return {line["name"]: line for line in json.loads((out / "summary.json").read_text("utf-8"))["portfolios"]}


def test_each_portfolio_has_a_folder_and_a_line_and_the_rest_goes_on_past_what_is_broken(run, clients, tmp_path):
    ending = screen(run, clients, "--out", tmp_path / "out")
    assert ending.status == 0, ending.err
    lines = read_summary(tmp_path / "out")
    assert {name: line["status"] for name, line in lines.items()} == {
        "=cmd": "failed", "alder": "screened", "birch": "screened", "logo": "failed", "none": "no_holdings",
        "north/alder": "screened",
    }  # fmt: skip
    assert {file.name for file in (tmp_path / "out" / "alder").iterdir()} == {"screening.json", "holdings.xlsx", "findings.csv"}
    assert not (tmp_path / "out" / "logo").exists()
    assert (lines["alder"]["holdings"], lines["alder"]["listed"]) == (1, 1)
    assert "3 screened, 1 without a holding, 2 could not be used. Not listed is not cleared." in ending.err
    assert "alder: 1 holding, 100.0\u00a0% screened by value; 1 issuer listed (1 engage)\n" in ending.out
    assert "birch: 1 holding, 100.0\u00a0% screened by value; no issuer listed\n" in ending.out
    assert '"logo.csv" is a picture' in ending.err


def test_a_portfolio_comes_to_what_it_comes_to_alone(run, clients, tmp_path):
    screen(run, clients, "--out", tmp_path / "out")
    alone = run("screen", clients / "alder.csv", *DAY, "--json").out
    assert json.loads((tmp_path / "out/alder/screening.json").read_text("utf-8")) == json.loads(alone)


def test_results_written_into_the_folder_are_no_portfolios_of_the_next_call(run, clients):
    screen(run, clients, "--out", clients / "out")
    ending = screen(run, clients, "--out", clients / "out2")
    assert read_summary(clients / "out2").keys() == read_summary(clients / "out").keys()
    left_out = json.loads((clients / "out2/summary.json").read_text("utf-8"))["counts"]["left_out"]
    assert left_out["results"] == sum(file.is_file() for file in (clients / "out").rglob("*"))
    assert f"Left out: {left_out['results']} files of earlier screenings." in ending.err


@pytest.mark.parametrize(("given", "portfolio"), [("", "summary.csv"), ("findings.csv", "findings.csv")])
def test_a_portfolio_is_never_overwritten_by_results(run, clients, given, portfolio):
    (clients / portfolio).write_text(POSCO, encoding="utf-8")
    ending = run("screen", clients / given, "--out", clients, *DAY)
    assert (ending.status, ending.out) == (2, "")
    assert f'would overwrite "{clients / portfolio}"' in ending.err
    assert (clients / portfolio).read_text("utf-8") == POSCO


def test_the_summary_as_a_table_holds_no_formula(run, clients, tmp_path):
    screen(run, clients, "--out", tmp_path / "out")
    lines = list(csv.DictReader(io.StringIO((tmp_path / "out/summary.csv").read_text("utf-8-sig"))))
    assert lines[0]["name"] == "'=cmd"
    assert [line["result_sha256"] != "" for line in lines] == [line["status"] != "failed" for line in lines]


def test_one_document_tells_all_portfolios_of_a_folder(run, clients):
    ending = screen(run, clients, "--json")
    document = json.loads(ending.out)
    assert document["schema"] == "portfolios/1"
    assert document["counts"] == {
        "files": 6, "left_out": {"results": 0, "hidden": 0},
        "portfolios": 6, "screened": 3, "no_holdings": 1, "failed": 2,
        "with_listed": 1, "with_needs_review": 0,
    }  # fmt: skip


def test_what_is_listed_anywhere_can_fail_the_call(run, clients):
    assert screen(run, clients, "--fail-on-listed").status == 1
    (clients / "alder.csv").unlink()
    assert screen(run, clients, "--fail-on-listed").status == 0


def test_a_call_of_which_nothing_can_be_used_says_so(run, clients):
    assert screen(run, clients / "logo.csv", clients / "=cmd.csv").status == 2


def test_files_named_one_by_one_give_every_record_and_name_what_failed(run, clients, tmp_path):
    words = ("screen", clients / "alder.csv", clients / "logo.csv", clients / "birch.csv", *DAY, "--json")
    bare, written = (json.loads(run(*words, *more).out) for more in ((), ("--out", tmp_path / "out", "--no-papers")))
    assert bare["screenings"] == written["screenings"]
    assert [len(one["failed"]) for one in (bare, written)] == [1, 1]
    assert {folder.name for folder in (tmp_path / "out").iterdir() if folder.is_dir()} == {"alder-standard", "birch-standard"}


def test_papers_come_with_files_and_for_a_folder_if_asked_for(run, clients, tmp_path):
    (clients / "none.csv").unlink()
    screen(run, clients, "--out", tmp_path / "out", "--papers")
    assert (tmp_path / "out/alder/summary.pdf").read_bytes().startswith(b"%PDF")
    assert list((tmp_path / "out/alder/letters").glob("*.pdf"))


REFUSED = {
    "to resume without a folder of results": ("--resume",),
    "papers without a folder for them": ("--papers",),
    "a cluster at no address": ("--cluster", "nowhere"),
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED.keys())
def test_words_that_cannot_be_followed_are_refused(run, clients, words):
    ending = screen(run, clients, *words)
    assert (ending.status, ending.out) == (2, "")
    assert ending.err.count("\n") == 1


# ── going on ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def finished(run, clients, tmp_path):
    """Gives the results of a call, and a function that goes on and says which portfolios were screened again."""
    out = tmp_path / "out"
    screen(run, clients, "--out", out)
    names = ("alder", "birch", "north/alder", "none")

    def go_on(*words):
        before = {name: (out / name / "screening.json") for name in names}
        stamps = {name: file.stat().st_mtime_ns if file.exists() else 0 for name, file in before.items()}
        day = () if "--as-of" in words else DAY
        ending = run("screen", clients, "--out", out, "--workers", 1, "--resume", *words, *day)
        assert ending.status == 0, ending.err
        return {name for name, file in before.items() if file.stat().st_mtime_ns != stamps[name]}

    return out, go_on


def test_what_is_finished_is_kept(finished):
    out, go_on = finished
    summary = (out / "summary.json").read_bytes()
    assert go_on() == set()
    assert (out / "summary.json").read_bytes() == summary


def test_a_portfolio_that_changed_is_done_again(finished, clients):
    out, go_on = finished
    (clients / "birch.csv").write_text(POSCO, encoding="utf-8")
    assert go_on() == {"birch"}
    assert read_summary(out)["birch"]["listed"] == 1


def test_a_record_that_was_altered_or_cut_off_is_done_again(finished):
    out, go_on = finished
    (out / "alder/screening.json").write_text("{", encoding="utf-8")
    (out / "north/alder/screening.json").unlink()
    assert go_on() == {"alder", "north/alder"}


def test_a_journal_cut_off_within_a_line_keeps_what_stands_before(finished):
    out, go_on = finished
    journal = out / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-40])
    assert len(go_on()) == 1
    assert go_on() == set()


OTHERWISE = {
    "another day": ("--as-of", "2026-11-23"),
    "another policy": ("--policy", "sanctions"),
    "other columns": ("--columns", "name=Name,isin=ISIN"),
}


@pytest.mark.parametrize("words", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_a_call_with_other_words_does_all_again(finished, words):
    _, go_on = finished
    assert len(go_on(*words)) == 4


def test_without_resume_all_is_done_again_and_nothing_of_an_earlier_call_passes_for_it(run, finished, clients):
    out, _ = finished
    (clients / "alder.csv").write_bytes(b"")
    own = out / "alder/notes.txt"
    own.write_text("mine", encoding="utf-8")
    screen(run, clients, "--out", out)
    assert {file.name for file in (out / "alder").iterdir()} == {"notes.txt"}
    assert read_summary(out)["alder"]["status"] == "failed"


def start(clients, out, *words):
    command = [sys.executable, "-m", "screener", "screen", clients, "--out", out, "--workers", "2", *DAY, *words]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def list_group(proc, leader):
    """Gives the living processes of the session that `leader` began."""
    found = []
    for entry in proc.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended while we looked
            state, _, _, session = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                found.append(int(entry.name))
    return found


def test_a_call_that_is_killed_leaves_nothing_that_looks_finished_and_goes_on(tmp_path, proc):
    clients, out, whole = tmp_path / "clients", tmp_path / "out", tmp_path / "whole"
    clients.mkdir()
    for number in range(12):
        (clients / f"client-{number:02}.csv").write_text(POSCO + f"Hazel Foods {number} Inc,,{number}.00\n" * 120, "utf-8")
    stopped = start(clients, out)
    journal, limit = out / "journal.jsonl", time.monotonic() + PATIENCE_S
    while not (journal.exists() and journal.read_text("utf-8").count("\n") >= 3):
        assert time.monotonic() < limit
        assert stopped.poll() is None
        time.sleep(0.01)
    stopped.send_signal(signal.SIGKILL)
    stopped.wait()
    kept = {file: file.stat().st_mtime_ns for file in out.glob("*/screening.json")}
    assert 3 <= len(kept) < 12
    assert not (out / "summary.json").exists()
    for file in kept:
        json.loads(file.read_text("utf-8"))
        assert (file.parent / "holdings.xlsx").exists()
    limit = time.monotonic() + PATIENCE_S
    while list_group(proc, stopped.pid):  # its workers end by themselves
        assert time.monotonic() < limit
        time.sleep(0.05)
    ended = start(clients, out, "--resume")
    _, said = ended.communicate(timeout=PATIENCE_S)
    assert ended.returncode == 0
    again = [file for file, stamp in kept.items() if file.stat().st_mtime_ns != stamp]
    assert len(again) <= 1  # the one whose record stood, but not yet its line in the journal
    assert f"{len(kept) - len(again)} files kept from before" in said.decode()
    start(clients, whole).communicate(timeout=PATIENCE_S)
    assert (out / "summary.json").read_bytes() == (whole / "summary.json").read_bytes()
    assert not list(out.rglob("*.unfinished"))
