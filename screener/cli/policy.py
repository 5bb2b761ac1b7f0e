"""`screener policy`: list, show and check policies, an investor's own included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from screener.cli.desk import open_desk, print_json
from screener.errors import RulebookFault, RulebookFaults
from screener.rulebook.exports.policies import describe_policy, write_policy

if TYPE_CHECKING:
    from screener.model import Policy

app = typer.Typer(help="See what each policy asks, and check your own.", no_args_is_help=True, rich_markup_mode=None)
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("list", epilog="Example: screener policy list")
def list_all(json: JSON = False) -> None:
    """List the policies shipped."""
    policies = open_desk().rulebook.policies.values()
    if json:
        print_json({"policies": [describe_policy(policy) for policy in policies]})
        return
    for policy in policies:
        typer.echo(f"{policy.id:<16} {policy.title} ({policy.version}): {policy.summary}")


@app.command(epilog="Example: screener policy show standard")
def show(policy: Annotated[str, typer.Argument(help="A policy's name, or a YAML file of your own.")], json: JSON = False) -> None:
    """Print a policy's rules in the order they are tried."""
    found = open_desk().policy(policy)
    if json:
        print_json(write_policy(found))
        return
    typer.echo(f"{found.title}, version {found.version}, by {found.publisher}\n{found.summary}\n")
    for number, rule in enumerate(found.rules, 1):
        typer.echo(f"{number:>2}. {rule.title}: {rule.decision} ({rule.severity})\n    {rule.reason}")
        for key, words in rule.conditions.items():
            typer.echo(f"      {key.replace('_', ' ')}: {', '.join(words)}")


@app.command(epilog="Example: screener policy check my-policy.yaml")
def check(
    file: Annotated[
        str | None, typer.Argument(help="A policy of your own, or a shipped one's name; all shipped ones where left out.")
    ] = None,
    json: JSON = False,
) -> None:
    """Check a policy's form and run its worked cases; exit status 1 where either is at fault."""
    from screener.screening.decisions import failed_cases

    desk = open_desk()
    try:
        policies = [desk.policy(file)] if file else list(desk.rulebook.policies.values())
    except (RulebookFault, RulebookFaults) as error:
        _tell([], faults=str(error).splitlines(), json=json)
    faults = [
        f'{policy.id}: rule "{rule.id}", case "{case.name}": judged by "{judged_by.id}" ({judged_by.decision})'
        for policy in policies
        for rule, case, judged_by in failed_cases(policy)
    ]
    _tell(policies, faults=faults, json=json)


def _tell(policies: list[Policy], *, faults: list[str], json: bool) -> NoReturn:
    cases = sum(len(rule.cases) for policy in policies for rule in policy.rules)
    number = "1 policy" if len(policies) == 1 else f"{len(policies)} policies"
    if json:
        print_json({"policies": [policy.id for policy in policies], "cases": cases, "faults": faults})
    else:
        typer.echo("\n".join(faults) if faults else f"{cases} worked cases of {number} hold.")
    raise typer.Exit(1 if faults else 0)
