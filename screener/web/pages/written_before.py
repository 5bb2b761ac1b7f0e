"""What was written before: the fields of a letter go in; its recipient's earlier letters come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.errors import LetterRefused
from screener.writing.earlier_letters import read_earlier_letters
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from reports.journey_pages import LetterFields
    from reports.letter_document import EarlierLetter
    from screener.errors import Problem
    from screener.web.body import Form

TOLD = ("1", "2")
"""So many letters can be told of without a tracker; an escalation recalls two."""
MOST_BYTES = 200_000
NAMED = 5


def take_tracker(form: Form, fields: LetterFields) -> str:
    """Gives the text of the tracker that a form sends, or that its page carries; nothing where it is to be left out."""
    sent = form.files.get("tracker")
    if form.text("forget"):
        return ""
    if sent is None:
        return fields.earlier
    if len(sent.content) > MOST_BYTES:
        raise _refuse(f'"{cut_name(sent.name)}" is larger than a tracker.', "Give the tracker.csv that lay beside your letters.")
    return sent.content.decode("utf-8-sig", "replace").strip()


def read_written_before(fields: LetterFields, entity: str, *, today: str) -> tuple[EarlierLetter, ...]:
    """Gives the letters written to an entity, the oldest first.

    Raises LetterRefused for what cannot be read or be: `tracker_unusable` in the tracker, `told_unusable` in what was told.
    """
    tracked = _read_tracker(fields.earlier, entity) if fields.earlier else ()
    letters = sorted({*tracked, *_read_told(fields)}, key=lambda letter: letter.date)
    late = next((letter.date for letter in letters if letter.date > today), None)
    if late:
        raise _refuse(
            f"A letter of {late} cannot have been sent: that day has not come yet.", "Correct its day.", code="told_unusable"
        )
    return tuple(letters)


def write_lines(entity: str, letters: tuple[EarlierLetter, ...]) -> list[dict[str, str]]:
    """Gives the letters as POST /v1/letters takes them."""
    return [
        {"entity": entity, "date": one.date, "channel": one.channel, "reply": one.reply, "reply_date": one.reply_date or ""}
        for one in letters
    ]


def _read_tracker(text: str, entity: str) -> tuple[EarlierLetter, ...]:
    reading = read_earlier_letters(text)
    _refuse_errors(reading.problems, "tracker")
    if entity not in reading.letters:
        unsent = next((problem for problem in reading.problems if problem.code == "not_sent"), None)
        named = ", ".join(cut_name(one, 60) for one in list(reading.letters)[:NAMED]) or "nobody"
        help_ = unsent.help if unsent else "Give the tracker that has the line, or tell of the letters below."
        raise _refuse(f'The tracker has no letter that was sent to "{cut_name(entity, 60)}"; it has letters to: {named}.', help_)
    return reading.letters[entity]


def _read_told(fields: LetterFields) -> tuple[EarlierLetter, ...]:
    told = [[str(getattr(fields, f"{name}_{number}")) for name in ("wrote", "sent", "reply")] for number in TOLD]
    lines = [f"told,{day},{sent or 'post'},{reply or 'none'}" for day, sent, reply in told if day]
    if any("," in cell or "\n" in cell for line in told for cell in line):
        raise _refuse("An earlier letter has no day that can be read.", "Write it as 2026-03-31.", code="told_unusable")
    reading = read_earlier_letters("\n".join(["entity,date,channel,reply", *lines])) if lines else None
    if reading is None:
        return ()
    _refuse_errors(reading.problems, "told")
    return reading.letters["told"]


def _refuse_errors(problems: tuple[Problem, ...], part: str) -> None:
    for problem in problems:
        if problem.severity == "error":
            raise _refuse(problem.message, problem.help, code="told_unusable" if part == "told" else "tracker_unusable")


def _refuse(message: str, help_: str, *, code: str = "tracker_unusable") -> LetterRefused:
    return LetterRefused(message, help=help_, code=code)
