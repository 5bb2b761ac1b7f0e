"""Signers: what stands behind a signature and who sends the letters go in; whether they are one person comes out.

A second reader who is the sender is none. So a name counts as the same in any spelling that one person may use for it: with
initials, without accents, the family name first, as an address of mail. Where two people share initials, a full name tells them
apart; where the sender is called by one name only, nothing does but the sender's full name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ACCENTS = re.compile(r"[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o", "ı": "i"})
_UMLAUT = re.compile(r"(?<=[aou])e")
"""Müller, Muller and Mueller are one name."""
_BETWEEN = re.compile(r"[\s.,;:<>()\[\]\"'’“”\-–—_/&+]+")
_PLACE = re.compile(r"[,(;–—]")
_TOGETHER = re.compile(r"\s*[&/+;]\s*|\s+(?:and|und|et|og|with|mit)\s+")
_MAIL = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+")
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "mme", "ing"})
_MOST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Senders:
    """Who sends the letters: the people who sign them, their organisation, and their addresses of mail; empty texts are none."""

    people: tuple[str, ...]
    organisation: str = ""
    emails: tuple[str, ...] = ()


def find_sender(signer: str, senders: Senders) -> str:
    """Gives who of the senders signed, as they are called in the campaign, or nothing."""
    parts = [signer, *(part for part in _TOGETHER.split(signer) if part != signer)]
    return next((found for part in parts if (found := _find_one(part, senders))), "")


def has_one_name(sender: str) -> bool:
    """Tells whether a sender is called by one whole name, beside which anybody's full name may be that sender's."""
    return sum(len(word) > 1 for word in _list_words(_PLACE.split(sender)[0])) == 1


def _find_one(signer: str, senders: Senders) -> str:
    mails = {_unify_mail(found) for found in _MAIL.findall(signer)}
    reached = set(map(_drop_points, mails))
    by_mail = next((mail for mail in senders.emails if mail and _drop_points(_unify_mail(mail)) in reached), "")
    name = _MAIL.sub(" ", signer)
    boxes = [words for mail in mails if len(words := _list_words(mail.partition("@")[0])) > 1]
    spoken = [words for words in (_list_words(name), *boxes) if words]
    by_name = next((person for person in senders.people if any(_is_same(words, person) for words in spoken)), "")
    of_all = _list_words(senders.organisation)
    return by_mail or by_name or (senders.organisation if of_all and of_all in spoken else "")


def _is_same(words: list[str], person: str) -> bool:
    """A signatory may be written with a place or an organisation behind the name."""
    first = _PLACE.split(person)[0]
    return any(_is_name(words, _list_words(text)) for text in dict.fromkeys((person, first)))


def _is_name(words: list[str], name: list[str]) -> bool:
    if not words or not name:
        return False
    if sorted(words) == sorted(name) or "".join(words) == "".join(name):
        return True
    return _are_initials("".join(words), name) if _look_like_initials(words) else _is_short_for(words, name)


def _look_like_initials(words: list[str]) -> bool:
    return all(len(word) == 1 for word in words) or (len(words) == 1 and 1 < len(words[0]) <= _MOST_INITIALS)


def _are_initials(letters: str, name: list[str]) -> bool:
    initials = [word[0] for word in name]
    outer = [initials[0], initials[-1]] if len(name) > 1 else initials
    return sorted(letters) in (sorted(initials), sorted(outer)) or (len(letters) > 1 and letters in name)


def _is_short_for(words: list[str], name: list[str]) -> bool:
    """Every word of the shorter is one of the longer, or its first letter; one at least is whole."""
    shorter, longer = sorted((words, name), key=len)
    left = list(longer)
    for word in sorted(shorter, key=len, reverse=True):
        match = next((one for one in left if one == word), None) or next((one for one in left if _abbreviates(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    if _has_another_family(words, name):
        return False
    return bool(set(shorter) & set(longer) - {word for word in longer if len(word) == 1})


def _has_another_family(words: list[str], name: list[str]) -> bool:
    """Anna S. Meyer is not Anna Schmidt: a middle initial is no family name where another one is written out at the end."""
    return (
        len(words) > len(name) > 1
        and 1 not in {len(words[-1]), len(name[-1])}
        and name[-1] not in words
        and words[-1] not in name
    )


def _abbreviates(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _list_words(text: str) -> list[str]:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
    words = [_UMLAUT.sub("", word) if len(word) > _MOST_INITIALS else word for word in _BETWEEN.split(plain) if word]
    return [word for word in words if word not in _TITLES]


def _unify_mail(address: str) -> str:
    """Case and what stands behind a plus sign lead to one mailbox, as points do, which part the words of a name."""
    box, _, host = unicodedata.normalize("NFKC", address).casefold().removeprefix("mailto:").strip(".").rpartition("@")
    return f"{box.partition('+')[0]}@{host}" if box else ""


def _drop_points(mail: str) -> str:
    box, _, host = mail.rpartition("@")
    return f"{box.replace('.', '')}@{host}"
