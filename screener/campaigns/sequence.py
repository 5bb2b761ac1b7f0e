"""Sequence: a letter goes in; the same letter with the facts that stand for themselves in an order of its own comes out.

The first fact stays the first, because the subject line names it; what is told in a line stays behind what is told in full.
Thanks keep their order: what ended comes before what remains to be asked.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.letter_document import LetterDocument

Item = TypeVar("Item")


def arrange_facts(letter: LetterDocument) -> LetterDocument:
    """Gives the letter with its facts, steps of others and questions about leaving as its variant orders them."""
    if letter.kind == "thank_you":
        return letter
    whole = [concern for concern in letter.concerns if not concern.brief]
    brief = [concern for concern in letter.concerns if concern.brief]
    return replace(
        letter,
        claims=_turn_rest(letter.claims, letter.variant),
        concerns=(*_turn_rest(whole, letter.variant), *brief),
        investor_steps=_turn(letter.investor_steps, letter.variant),
        exit_questions=_turn(letter.exit_questions, letter.variant),
    )


def _turn_rest(items: Sequence[Item], seed: str) -> tuple[Item, ...]:
    return (*items[:1], *_turn(items[1:], seed))


def _turn(items: Sequence[Item], seed: str) -> tuple[Item, ...]:
    """Begins somewhere among them, and goes on from there: the same letter always in the same place."""
    start = int.from_bytes(sha256(f"order/{seed}".encode()).digest()[:8]) % len(items) if items else 0
    return (*items[start:], *items[:start])
