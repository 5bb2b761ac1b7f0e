"""Every command there is, called on a real file."""

import json
import shutil

import pytest
from typer.main import get_command

from screener.cli.app import app
from screener.settings import read_today
from tests.cli.test_commands import RECIPIENTS, SENDER

LIST = (
    "Unique ID,OFSI Group ID,Name,Regime Name,Type,Designation source,Date Designated,Sanctions Imposed\n"
    "MYA9001,1,Invented Arms Trading House,Myanmar,Entity,UK,01-01-2020,Asset freeze\n"
)
FUND = "Name,ISIN,Weight (%)\nPOSCO HOLDINGS INC,KR7005490008,10\nNESTLE SA,CH0038863350,90\n"
CALLS = {
    "read": "HOLDINGS",
    "screen": "HOLDINGS --as-of 2026-11-24",
    "letters": "SCREENING --sender SENDER --recipients RECIPIENTS --as-of 2026-11-24 --out LETTERS",
    "resolve": "POSCO",
    "confirm": "SCREENING 2 posco-holdings --confirmations ANSWERS",
    "explain": "posco-holdings",
    "verify": "SCREENING HOLDINGS",
    "compare": "SCREENING HOLDINGS",
    "export": "json --as-of 2026-11-24",
    "funds add": "FUND --name Birch --library OTHER",
    "funds list": "--library SHELF",
    "funds show": "Alder --library SHELF",
    "funds check": "--library SHELF",
    "registry check": "",
    "registry show": "posco-holdings",
    "registry search": "posco",
    "registry stats": "",
    "registry diff": "RULES RULES",
    "registry import": "uk LIST",
    "registry export": "csv",
    "registry corrections": "--since 2026-01-01",
    "campaign new": "EMPTY --about posco-holdings",
    "campaign check": "CAMPAIGN",
    "campaign letters": "CAMPAIGN --draft",
    "campaign status": "CAMPAIGN --as-of 2026-11-24",
    "database migrate": "",
    "database backup": "BACKUP",
    "database restore": "BACKUP --replace",
    "workspace new": "Other",
    "workspace list": "",
    "workspace retention": "Mine 30",
    "workspace export": "Mine --out ARCHIVE",
    "workspace delete": "Mine --yes",
    "workspace key add": "Mine --role reader --label Orders",
    "workspace key list": "Mine",
    "workspace member add": "Mine --subject 7f3c9a --role reader",
    "workspace member list": "Mine",
    "workspace webhook list": "Mine",
    "workspace audit show": "Mine",
    "workspace audit verify": "Mine",
    "policy list": "",
    "policy show": "standard",
    "policy check": "standard",
}
"""What each command is called with: a new command gets its line here. Words in capitals are files."""
NOT_CALLED = {"serve", "worker"}
"""Commands that do not end; they have tests of their own, test_server.py and test_service.py."""
ELSEWHERE = {
    **{
        f"workspace {name}": "test_workspace.py"
        for name in (
            "key rotate",
            "key revoke",
            "member remove",
            "webhook add",
            "webhook deliveries",
            "webhook test",
            "webhook delete",
        )
    },
    "campaign record": "test_campaign.py",
    "registry reports": "test_registry_reports.py",
}
"""Commands about something that another command made before, or that reads a folder of its own, and where they are called."""
BEFORE = {"database restore": "database backup BACKUP"}
"""What must have been called before."""


@pytest.fixture(scope="module")
def drawer():
    """What is made once for all calls: a screening, and a library with one fund."""
    return {}


@pytest.fixture
def files(run, holdings, tmp_path, tmp_path_factory, checkout, drawer):
    """The files that calls are about."""
    names = ("SCREENING", "SENDER", "RECIPIENTS", "LETTERS", "SHELF", "OTHER", "ANSWERS")
    made = {name: tmp_path / name.lower() for name in names}
    made |= {"LIST": tmp_path / "list.csv", "FUND": tmp_path / "fund.csv"}
    made["SENDER"].write_text(SENDER, encoding="utf-8")
    made["RECIPIENTS"].write_text(RECIPIENTS, encoding="utf-8")
    made["LIST"].write_text(LIST, encoding="utf-8")
    made["FUND"].write_text(FUND, encoding="utf-8")
    if not drawer:
        drawer["screening"] = run("screen", holdings, "--as-of", "2026-11-24", "--json").out
        drawer["shelf"] = tmp_path_factory.mktemp("library") / "shelf"
        assert run("funds", "add", made["FUND"], "--name", "Alder", "--library", drawer["shelf"]).status == 0
    made["SCREENING"].write_text(drawer["screening"], encoding="utf-8")
    shutil.copytree(drawer["shelf"], made["SHELF"])
    made |= {"EMPTY": tmp_path / "gas", "CAMPAIGN": tmp_path / "campaign", "ARCHIVE": tmp_path / "mine.zip"}
    shutil.copytree(checkout / "docs" / "sample_campaign", made["CAMPAIGN"])
    plan = made["CAMPAIGN"] / "campaign.yaml"  # as the sample asks: put today's date
    plan.write_text(plan.read_text("utf-8").replace("date: 2026-11-24", f"date: {read_today().isoformat()}"), encoding="utf-8")
    made["BACKUP"] = tmp_path / "backup.db"
    return {**made, "HOLDINGS": holdings, "RULES": checkout / "rules"}


@pytest.fixture
def store(run, monkeypatch, tmp_path):
    """A database of this test's own, with a workspace."""
    (tmp_path / "store").mkdir()
    monkeypatch.setenv("SCREENER_DATABASE_URL", f"sqlite:///{tmp_path / 'store' / 'screener.db'}")
    assert run("workspace", "new", "Mine").status == 0


def list_commands(command, prefix=""):
    """Gives the words of every command."""
    for name, child in command.commands.items():
        yield from list_commands(child, f"{prefix}{name} ") if hasattr(child, "commands") else [f"{prefix}{name}"]


def test_no_command_is_without_a_call_here():
    assert set(list_commands(get_command(app))) - NOT_CALLED - set(ELSEWHERE) == set(CALLS)


@pytest.mark.parametrize(("command", "file"), ELSEWHERE.items())
def test_a_command_about_something_made_before_is_called_where_it_was_made(command, file, checkout):
    page = (checkout / "tests" / "cli" / file).read_text(encoding="utf-8")
    last = command.split()[-2:] if command.startswith("workspace") else command.split()
    assert ", ".join(f'"{word}"' for word in last) in page


@pytest.mark.parametrize("command", CALLS)
def test_a_command_called_on_a_real_file_prints_one_json_document(run, files, store, command):
    before = BEFORE.get(command, "").split()
    assert not before or run(*(files.get(word, word) for word in before)).status == 0
    words = [files.get(word, word) for word in CALLS[command].split()]
    ending = run(*command.split(), *words, "--json")
    assert ending.status == 0, ending.err
    assert isinstance(json.loads(ending.out), dict)


def test_serve_listens_on_this_machine_alone_and_logs_no_access(run, monkeypatch):
    served = []

    def note(server, sockets):
        served.append((server.config, sockets[0].getsockname()[0]))
        sockets[0].close()

    monkeypatch.setattr("uvicorn.Server.run", note)
    assert run("serve", "--port", "0").status == 0
    (config, address) = served[0]
    assert (address, config.access_log, config.app.title) == ("127.0.0.1", False, "Divestment screener")
