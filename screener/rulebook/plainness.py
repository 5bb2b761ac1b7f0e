"""Plainness: a policy from outside goes in as text; a refusal comes out where reading it could take the program down.

YAML lets a page name a part once and repeat it, so that a few lines grow without end; a policy needs none of that.
"""

from __future__ import annotations

from typing import Any

import yaml

from screener.errors import RulebookFault

MAX_CHARACTERS = 200_000
MAX_DEPTH = 12
_HELP = "Write it out in the form of the shipped policies."
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def check_plainness(text: str, *, file: str) -> None:
    """Raises RulebookFault for a text that is too long, nested too deeply, or that repeats a part by reference."""
    if len(text) > MAX_CHARACTERS:
        raise RulebookFault(f"a policy has at most {MAX_CHARACTERS:,} characters", file=file, line=1, help=_HELP)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            if isinstance(event, yaml.AliasEvent) or depth > MAX_DEPTH:
                said = "is nested too deeply" if depth > MAX_DEPTH else "repeats a part by reference"
                raise RulebookFault(f"the policy {said}", file=file, line=_line_of(event.start_mark), help=_HELP)
    except (yaml.YAMLError, RecursionError) as error:
        line = _line_of(error.problem_mark) if isinstance(error, yaml.MarkedYAMLError) else 1
        raise RulebookFault("the policy is not readable as YAML.", file=file, line=line, help=_HELP) from error


def _line_of(mark: Any) -> int:  # noqa: ANN401 (YAML's two parsers have a kind of mark each)
    return 1 if mark is None else int(mark.line) + 1
