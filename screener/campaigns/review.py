"""The review: the sentences of all letters go in, beside their sources, for a second person; whether they signed comes out.

A sentence is signed by its id, which is made of what it says and on what it rests. So a new recipient with known sentences needs
no new review, and a changed word or source does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import yaml

from screener.campaigns.faults import Fault, complain
from screener.campaigns.signers import find_sender, has_one_name
from screener.errors import RulebookFault
from screener.model import is_day
from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from screener.campaigns.sentences import Note, Sentence
    from screener.campaigns.signers import Senders
    from screener.rulebook.text import Values

FILE = "review.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GROUPS = ("company", "context", "own", "standing")
"""Said of a company, with its notes; context with notes; a talking point; the standing text of the letter."""
RECIPIENT = "[the recipient]"
"""Stands for the recipient's name, so that a hundred letters with one sentence have it signed once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of one or more letters. `group` is one of GROUPS."""

    number: int
    id: str
    text: str
    notes: tuple[Note, ...]
    cited: bool
    group: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What review.yaml says: who read all of it, when, and which texts that were; or who signed which sentence."""

    reviewer: str = ""
    day: str = ""
    texts: str = ""
    signed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterText:
    """What one letter says: its sentences, the campaign's own, and the addresses that its claims about `names` rest on."""

    letter: str
    recipient: str
    sentences: tuple[Sentence, ...]
    own: str
    sources: frozenset[str]
    names: tuple[str, ...]


def list_lines(letters: Iterable[LetterText]) -> tuple[Line, ...]:
    """Gives every sentence of the letters once, by group, numbered."""
    texts: dict[str, tuple[Sentence, str]] = {}
    found: dict[str, list[str]] = {}
    for letter in letters:
        for sentence in letter.sentences:
            masked = _mask(sentence, letter.recipient)
            texts.setdefault(masked.id, (masked, _choose_group(sentence, letter)))
            found.setdefault(masked.id, []).append(letter.letter)
    ordered = sorted(texts.items(), key=lambda item: GROUPS.index(item[1][1]))
    return tuple(
        Line(number, key, sentence.text, sentence.notes, sentence.cited, group, tuple(found[key]))
        for number, (key, (sentence, group)) in enumerate(ordered, 1)
    )


def _choose_group(sentence: Sentence, letter: LetterText) -> str:
    if sentence.notes:
        rests = any(note.url in letter.sources for note in sentence.notes)
        about = rests or any(name in sentence.text for name in letter.names)
        return "company" if about else "context"
    return "own" if sentence.text in letter.own else "standing"


def list_texts(lines: Iterable[Line], letters: Sequence[str]) -> list[str]:
    """Gives the words of each of these letters, without the recipient's name."""
    texts: dict[str, list[str]] = {letter: [] for letter in letters}
    for line in lines:
        for letter in texts.keys() & set(line.letters):
            texts[letter].append(line.text)
    return [" ".join(parts) for parts in texts.values()]


def hash_texts(lines: Iterable[Line]) -> str:
    """Gives the SHA-256 of all sentences and sources, whatever their order."""
    return sha256("\n".join(sorted(line.id for line in lines)).encode()).hexdigest()


def write_review(lines: Sequence[Line], *, old: Review | None = None) -> str:
    """Gives the text of a review.yaml to be signed; what was signed of the same sentences before stays signed."""
    kept = old or Review()
    same = kept.texts == hash_texts(lines)
    head = {"texts": hash_texts(lines), "reviewer": kept.reviewer if same else "", "date": kept.day if same else ""}
    items = [{"number": line.number, "id": line.id, "signed": kept.signed.get(line.id, ""), "text": line.text} for line in lines]
    body = yaml.safe_dump({"sentences": items}, allow_unicode=True, sort_keys=False, width=110)
    return _HEAD + yaml.safe_dump(head, allow_unicode=True, sort_keys=False) + "\n" + body


def read_review(text: str) -> tuple[Review, tuple[Fault, ...]]:
    """Gives what a review.yaml says, and what is wrong with it."""
    try:
        page = _read_plain(text)
    except (RulebookFault, yaml.YAMLError, RecursionError) as error:
        advice = "Correct that line, or write the sheet anew: screener campaign check DIR --sheet"
        return Review(), (complain(FILE, "not_yaml", "The file cannot be read.", help=advice, row=getattr(error, "line", None)),)
    faults = tuple(_check_signatures(page))
    values = page.values
    sentences = [item for item in values.get("sentences") or () if isinstance(item, dict)]
    signed = {str(item.get("id")): str(item["signed"]) for item in sentences if item.get("signed")}
    return Review(str(values.get("reviewer", "")), str(values.get("date", "")), str(values.get("texts", "")), signed), faults


def list_unsigned(lines: Sequence[Line], review: Review) -> tuple[Line, ...]:
    """Gives the sentences that no second person has signed: none where all of these texts were signed at once."""
    if review.reviewer and review.day and review.texts == hash_texts(lines):
        return ()
    return tuple(line for line in lines if not review.signed.get(line.id))


def list_reviewers(lines: Sequence[Line], review: Review) -> tuple[str, ...]:
    """Gives who signed: one for all, or everyone who signed a sentence, as they wrote it."""
    if review.reviewer and review.day and review.texts == hash_texts(lines):
        return (f"{review.reviewer} {review.day}",)
    return tuple(dict.fromkeys(review.signed[line.id] for line in lines if review.signed.get(line.id)))


def check_second_person(review: Review, *, senders: Senders) -> Iterator[Fault]:
    """Gives a fault for each who signed the review, all of it or some sentences, and is one of those who send the letters."""
    signed = Counter(_name_signer(text) for text in review.signed.values())
    for signer in dict.fromkeys((review.reviewer, *signed)):
        sender = find_sender(signer, senders) if signer.strip() else ""
        if sender:
            some = f", and signed {signed[signer]} {'sentence' if signed[signer] == 1 else 'sentences'}" if signed[signer] else ""
            message = f'"{signer[:60]}" is {sender}, who sends the letters{some}: that is no second person.'
            yield complain(FILE, "same_person", message, help=_advise(sender, senders))


def _advise(sender: str, senders: Senders) -> str:
    apart = "who shares the initials signs with the full name"
    if sender in senders.people and has_one_name(sender):
        apart = "who shares that name signs with the full name, and campaign.yaml must give the sender's full name, too"
    return f"Let somebody else read them against their sources and sign; {apart}."


def _name_signer(signature: str) -> str:
    name, _, day = signature.rpartition(" ")
    return name if is_day(day) else signature


def _check_signatures(page: Values) -> Iterator[Fault]:
    values = page.values
    if values.get("reviewer") and not is_day(values.get("date", "")):
        message = f'"date" is "{str(values.get("date", ""))[:40]}", and a signature has its day.'
        yield complain(FILE, "not_a_day", message, help="Write it as 2026-11-24.", row=page.line_of(("date",)))
    for number, item in enumerate(values.get("sentences") or ()):
        signed = item.get("signed") if isinstance(item, dict) else None
        if signed and not is_day(str(signed).rpartition(" ")[2]):
            message = f'"{str(signed)[:40]}" is no signature.'
            row = page.line_of(("sentences", number, "signed"))
            yield complain(FILE, "signature_shape", message, help="Write initials and the day, as AB 2026-11-24.", row=row)


def _read_plain(text: str) -> Values:
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_LOADER)):
        raise RulebookFault("the file repeats a part by reference", file=FILE, line=1)
    return read_values(text, file=FILE)


def _mask(sentence: Sentence, recipient: str) -> Sentence:
    return replace(sentence, text=sentence.text.replace(recipient, RECIPIENT)) if recipient else sentence


_HEAD = """\
# For a second person, who does not send the letters. Read each sentence of sheet.pdf against its source, then sign here.
# Either sign all of it: your initials as reviewer, and the date; "texts" says which texts that was.
# Or sign sentence by sentence: initials and the day behind "signed", as AB 2026-11-24; final letters need them all.
# A sentence that changes later, or whose source does, loses its signature.

"""
