"""The catalogues of the translators. usage: script/catalogues update|check [LANGUAGE…]

`update` brings every .po file into line with the English sentences: new ones come in empty, those no longer said go, and a
translation stays as it is. `check` says what is not translated, and changes nothing; it ends with status 1 if anything is.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from babel.messages.catalog import Catalog

from reports.catalogues import DOMAINS, LANGUAGES, REVIEWER, SOURCE
from tests.locales.sentences import Sentence, extract_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCALES = Path(__file__).parents[2] / "reports" / "locales"
WIDTH = 120
_ONE_FORM = "nplurals=1; plural=0;"


def locate(language: str, domain: str) -> Path:
    """Gives the file of a catalogue."""
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def write_catalogue(language: str, domain: str) -> str:
    """Gives a catalogue brought into line with the English sentences, as the text of its file."""
    file = locate(language, domain)
    old = polib.pofile(str(file)) if file.exists() else polib.POFile()
    new = polib.POFile(wrapwidth=WIDTH)
    new.metadata = _write_headers(language, old.metadata.get(REVIEWER, "the founders" if language == SOURCE else ""))
    said = [sentence for sentence in extract_sentences() if sentence.domain == domain] if language != SOURCE else []
    new.extend(bring_into_line(old, said, language))
    return f"{new}\n".rstrip("\n") + "\n"


def bring_into_line(old: polib.POFile, said: Iterable[Sentence], language: str) -> list[polib.POEntry]:
    """Gives the entries for the sentences that are said, each with its old translation, uncertain where its English changed."""
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    changed = {entry.msgctxt: _doubt(entry) for entry in old if entry.msgctxt and (entry.translated() or entry.fuzzy)}
    return [_write_entry(one, known.get(one.key) or changed.get(one.context), language) for one in said]


def update(language: str, domain: str) -> str:
    """Brings one catalogue into line with the English sentences, and gives a line saying what it lacks."""
    text, file = write_catalogue(language, domain), locate(language, domain)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    missing = len(list_missing(language, domain)) if language != SOURCE else 0
    return f"{language}/{domain}: {missing or 'nothing'} to translate"


def list_missing(language: str, domain: str) -> list[str]:
    """Gives what a catalogue leaves untranslated, or still holds though it is no longer said."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(locate(language, domain)))}
    wanted = {sentence.key for sentence in extract_sentences() if sentence.domain == domain}
    missing = [f"not translated: {key}" for key in wanted if key not in entries or not entries[key].translated()]
    return sorted(missing) + sorted(f"no longer said: {key}" for key in set(entries) - wanted)


def _write_headers(language: str, reviewer: str) -> dict[str, str]:
    return {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _choose_plurals(language),
        REVIEWER: reviewer,
    }


def _choose_plurals(language: str) -> str:
    """Babel's rule, except for Burmese, of which it knows none: there a noun has one form."""
    return _ONE_FORM if language == "my" else Catalog(locale=language).plural_forms


def _doubt(entry: polib.POEntry) -> polib.POEntry:
    """The translation of a sentence whose English has changed: kept, and marked as uncertain until someone looks."""
    doubtful = polib.POEntry(msgstr=entry.msgstr, msgstr_plural=entry.msgstr_plural, flags=["fuzzy"])
    doubtful.msgid = entry.msgid
    return doubtful


def _write_entry(sentence: Sentence, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=sentence.text,
        msgctxt=sentence.context or None,
        occurrences=[(place, "") for place in sentence.places],
        flags=known.flags if known else [],
    )
    if sentence.many:
        forms = known.msgstr_plural if known else {}
        entry.msgid_plural = sentence.many
        entry.msgstr_plural = {number: forms.get(number, "") for number in range(int(_choose_plurals(language)[9]))}
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


def main(arguments: list[str]) -> int:
    """Does what the command line says; gives the exit status."""
    if not arguments or arguments[0] not in {"update", "check"} or not set(arguments[1:]) <= set(LANGUAGES):
        sys.stderr.write(f"{__doc__}\nLanguages: {', '.join(LANGUAGES)}\n")
        return 2
    chosen = arguments[1:] or LANGUAGES
    catalogues = [(language, domain) for domain, languages in DOMAINS.items() for language in languages if language in chosen]
    if arguments[0] == "update":
        sys.stdout.writelines(f"{update(*catalogue)}\n" for catalogue in catalogues)
        return 0
    faults = Counter({catalogue: len(list_missing(*catalogue)) for catalogue in catalogues if catalogue[0] != SOURCE})
    for (language, domain), number in faults.items():
        sys.stdout.write(f"{language}/{domain}: {number or 'no'} faults\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in list_missing(language, domain))
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
