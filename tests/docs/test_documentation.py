"""Documentation that cannot drift."""

import re
import textwrap
from dataclasses import fields

import pytest
from stdnum import isin
from typer.main import get_command
from typer.testing import CliRunner

from screener.cli.app import app
from screener.settings import Settings


def list_commands(command=None, prefix=""):
    """Gives every command's path and object."""
    command = command or get_command(app)
    for name, child in command.commands.items():
        if hasattr(child, "commands"):
            yield from list_commands(child, prefix=f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", child


COMMANDS = dict(list_commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name):
    command = COMMANDS[name]
    assert command.help, name
    assert f"Example: screener {name}" in (command.epilog or ""), name


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"serve", "worker"}])
def test_every_command_prints_json_on_demand(name):
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params), name


def test_every_setting_is_documented_with_its_default(checkout):
    page = (checkout / "docs" / "operations.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        line = re.search(rf"^\| `SCREENER_{field.name.upper()}` \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
        assert line, field.name
        assert field.default is None or line[1] == str(field.default), field.name


def test_the_readme_is_short_and_begins_with_whom_it_is_for_and_the_two_commands(checkout):
    lines = (checkout / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 120
    opening = "\n".join(lines[:8])
    assert "For savers" in opening
    assert "script/demo" in opening
    assert "script/test" in opening


def test_the_policy_that_the_rules_page_shows_holds_as_it_stands_there(checkout, tmp_path):
    page = (checkout / "rules" / "README.md").read_text(encoding="utf-8")
    shown = page.split("## Write a rule")[1].split("## ")[0]
    file = tmp_path / "my-policy.yaml"
    file.write_text(textwrap.dedent("\n".join(line for line in shown.splitlines() if line.startswith("    "))), encoding="utf-8")
    answer = CliRunner().invoke(app, ["policy", "check", str(file)])
    assert answer.exit_code == 0, answer.output


def test_the_company_that_the_rules_page_shows_passes_the_check_of_its_identifier(checkout):
    page = (checkout / "rules" / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"scheme: isin, value: (\w+)", page)
    assert shown
    assert all(isin.is_valid(value) for value in shown)
