"""Likeness of two names: words go in; how they align, and how probable it is that both name one issuer, come out.

The words are laid against each other: equal, cut short, abbreviated, run together or misspelt. What is left over on either
side speaks against. The weights of the evidence are `calibration.yaml`; their sum is log odds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from screener.issuers.alignment import align_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.issuers.names import IssuerName
    from screener.rulebook.naming import Calibration


class Likeness(NamedTuple):  # made ten thousand at a time, like the names themselves
    """How a query's name lies against a registry's name; every number is a share in [0, 1] but `known`, a sum of weights.

    `known` is the weight found on both sides, `over_query` and `over_name` what is left over on each; `tail` is the part of the
    name's left-over behind the last word found, which a cut or an informal name would lose. `begins`: the registry's name begins
    with all of the query; `cut_here`: and the query may have been cut there. `unknown` are query's words that the name has not.
    """

    known: float
    over_query: float
    over_name: float
    tail: float
    head: float
    letters: float
    exact_words: float
    same_letters: bool
    begins: bool
    cut_here: bool
    one_word: bool
    length: float
    unknown: tuple[str, ...] = ()


def lay_names(
    query: IssuerName, name: IssuerName, *, weights: Mapping[str, float], either: Mapping[str, frozenset[str]]
) -> Likeness:
    """Lays the words of `query` against those of `name`.

    `weights` gives what each word says (1.0 for a word of its own), `either` the words that a cut word may stand for.
    """
    laid = align_words(query.words, name.words, either=either, cut=query.cut)
    credit_query, credit_name = laid.of_query, laid.of_name
    weight_query = [weights.get(word, 1.0) for word in query.words]
    weight_name = [weights.get(word, 1.0) for word in name.words]
    total_query, total_name = sum(weight_query) or 1.0, sum(weight_name) or 1.0
    known = sum(weight * credit for weight, credit in zip(weight_query, credit_query, strict=True))
    over_name = [weight * (1 - credit) for weight, credit in zip(weight_name, credit_name, strict=True)]
    last = max((place for place, credit in enumerate(credit_name) if credit), default=-1)
    same = query.squeezed == name.squeezed
    begins = not same and name.squeezed.startswith(query.squeezed)
    return Likeness(
        known=known,
        over_query=(total_query - known) / total_query,
        over_name=sum(over_name[: last + 1]) / total_name,
        tail=sum(over_name[last + 1 :]) / total_name,
        head=credit_query[0] if credit_query and credit_name and credit_name[0] else 0.0,
        letters=_compare_letters(laid.spelled, name),
        exact_words=sum(weight for weight, whole in zip(weight_query, laid.equal, strict=True) if whole) / total_query,
        same_letters=same,
        begins=begins,
        cut_here=begins and query.cut,
        one_word=len(query.words) == 1,
        length=min(len(query.squeezed), 20) / 20,
        unknown=tuple(word for word, credit in zip(query.words, credit_query, strict=True) if not credit),
    )


def _compare_letters(words: Sequence[str], name: IssuerName) -> float:
    letters = ratio("".join(words), name.squeezed)
    if letters < 80 and len(words) > 1:
        letters = max(letters, ratio("".join(sorted(words)), "".join(sorted(name.words))) - 10)
    return letters / 100


def weigh_likeness(likeness: Likeness, *, extra: Mapping[str, float], calibration: Calibration) -> float:
    """Gives the probability that both names name one issuer: the log odds of the likeness and of `extra` evidence, summed."""
    weights = calibration.weights
    odds = weights["base"]
    for name, value in describe_likeness(likeness).items():
        odds += weights.get(name, 0.0) * value
    for name, value in extra.items():
        odds += weights.get(name, 0.0) * value
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def describe_likeness(likeness: Likeness) -> dict[str, float]:
    """Gives the numbers that `calibration.yaml` has weights for."""
    return {
        "known": min(likeness.known, 3.0),
        "over_query": likeness.over_query,
        "over_name": likeness.over_name,
        "tail": likeness.tail,
        "head": likeness.head,
        "letters": max(likeness.letters - 0.5, 0.0) * 2,
        "exact_words": likeness.exact_words,
        "same_letters": float(likeness.same_letters),
        "begins": float(likeness.begins),
        "cut_here": float(likeness.cut_here),
        "one_word": float(likeness.one_word),
        "length": likeness.length,
    }
