"""Names as they are compared: a name as a file writes it goes in; an IssuerName, freed of the security's own words, comes out.

Taken off: coupons, dates and par values, share classes and receipts, legal forms, footnote marks. Kept: the order of the words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screener.rulebook.naming import LegalForm, Naming

_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_FIGURES = re.compile(
    r"(?<!\d)\d+(?:[.,]\d+)?\s?%(?:\s?(?:20|19)\d\d\b)?"  # coupons, and the year behind one; tried once in a row of digits
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{2,4}\b"  # dates
    rf"|\b\d{{1,2}}[ -]?(?:{_MONTHS})[A-Z]*[ -]?\d{{2,4}}\b"
    # German brokers' par values: DL-,01 · EO 1 · YN 50 · LS-,25
    r"|\b(?:DL|EO|LS|YN|HD|SF|SK|DK|NK|RP|BA|YC|RC|CD|AD|SD|ND|IR|WN|TA|RS|DM|ZY)\s?-?\s?[,.]?\d[\d.,/]*\b"
    r"|(?:\b(?:USD|EUR|GBP|JPY|HKD|SGD|AUD|CAD|CHF|INR|KRW|THB|MYR|SEK|NOK|DKK|CNY|ZAR|TWD|US\$|HK\$|NT\$)|[$£€¥])\s?-?[\d.,]*\d"
    r"|\b(?:RE|RS)\.?\s?\d+(?:/-)?"  # Indian face values
    r"|\b\d+(?:\.\d+)?(?:P|C)\b|\b\d*\.\d+\b|\b\d+/\d+\b"
)
_DIGIT = re.compile(r"\d")
_DOTS = re.compile(r"(?<=\b[A-Z])\.\s?(?=[A-Z]\b)")
_STROKES = re.compile(r"\b([A-Z])/([A-Z])\b")
_PLUS = re.compile(r"(?<=\w)\+(?=\W|$)")  # Canal+
_QUOTES = re.compile(r"['’`´]")
_WORDS = re.compile(r"[A-Z0-9]+")
_BARE = {code: None if chr(code) in "'`" else " " for code in range(128) if not _WORDS.fullmatch(chr(code))}
"""For a line in capitals and ASCII: quotation marks go, whatever else is no letter or figure parts words."""
_BRACKETS = re.compile(r"\(([A-Z]{1,6})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINED_SCRIPTS = re.compile(r"[\u3200-\u33ff\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PUNCTUATION = re.compile(r"[\s・･·.,\-‐'\"()（）「」『』&＆/]+")
_CUT_FORMS = ("INCORPORATED", "CORPORATION", "LIMITED", "LTD", "PLC", "PUBLIC", "COMPANY", "INC", "BERHAD")
_SHARE_CLASSES = frozenset("ABCDEFGHKLMNPRSV")  # the letters that classes, lines and receipts are called by; an X is a name's
_LONG_FORMS = {"L": ("LIMITED",), "C": ("CORPORATION", "COMPANY"), "I": ("INCORPORATED",)}
NOWHERE: frozenset[str] = frozenset()
CUT_AT = 14
"""Files cut names at 14 characters or more; a shorter name is whole."""


class IssuerName(NamedTuple):  # made ten thousand at a time: a frozen dataclass takes four times as long to make
    """A name ready to be compared: `words` in order, `key` for equality, `squeezed` without spaces.

    `forms` are the classes of the legal forms taken off, `form_countries` where a form is used that few countries have. `cut`
    says that the name may have been cut short; `native` that it is in a script that writes words together. `raw` are all words of
    the text, nothing taken off.
    """

    text: str
    words: tuple[str, ...]
    key: str
    squeezed: str
    forms: frozenset[str]
    form_countries: frozenset[str]
    cut: bool
    fund: bool
    native: bool = False
    raw: tuple[str, ...] = ()


class NameReader:
    """Reads names with the tables of a Naming; the tables are arranged once, for speed."""

    def __init__(self, naming: Naming) -> None:
        security, common = naming.security, naming.common
        self._tails = _arrange_forms((form for form in naming.legal_forms if form.at == "end"), last=True)
        self._heads = _arrange_forms((form for form in naming.legal_forms if form.at == "start"), last=False)
        turned = (form for form in naming.legal_forms if form.at == "end" and (" " in form.text.strip() or len(form.text) > 5))
        self._turned = _arrange_forms(turned, last=False)
        self._inside = {form.text.upper(): form for form in naming.legal_forms if form.inside and " " not in form.text}
        self.form_words = frozenset(word for ends in self._tails.values() for words, _ in ends for word in words)
        self._native_forms = sorted(naming.native_forms, key=lambda form: -len(form.text))
        self._native_shorts = sorted(naming.native_abbreviations.items(), key=lambda pair: -len(pair[0]))
        self._security, self._behind = security.words, security.words | security.behind_form
        self._prefixes = frozenset(word[:end] for word in security.words for end in range(1, len(word)))
        self._full, self._empty, self._brackets = naming.abbreviations, common.empty, naming.countries.brackets
        self.guarantors = frozenset(words.split()[0] for words in security.guarantor_words)
        self._light = common.light
        self._funds, self._nothing, self._debt = security.fund_words, security.no_names, security.at_start

    def read_name(self, text: str) -> IssuerName:
        """Gives the name as it is compared; `key` is empty where nothing of a name is left."""
        if _JOINED_SCRIPTS.search(text):
            return self._read_native(text)
        return self._read_latin(text)

    def is_usable(self, name: IssuerName) -> bool:
        """Says whether a name says anything: at least two characters, a letter, and not a word for "none"."""
        enough = len(name.squeezed) >= 2 and not name.squeezed.isdigit()
        return enough and name.key not in self._nothing

    def sort_words(self, name: IssuerName) -> tuple[str, ...]:
        """Gives the words of a name in the order of the alphabet, without forms and light words: equal however it was turned."""
        return tuple(sorted(word for word in name.words if word not in self.form_words and word not in self._light))

    def split_words(self, text: str) -> list[str]:
        """Gives the words of a text in capitals, without figures, with full stops inside initials closed up."""
        line = (text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))).upper()
        if "(" in line:
            line = _BRACKETS.sub(lambda found: f" {self._brackets.get(found[1], found[1]).upper()} ", line)
        if "." in line:
            line = _DOTS.sub("", line)
        if "+" in line:
            line = _PLUS.sub(" PLUS ", line)
        if "/" in line:
            line = _STROKES.sub(r"\1\2", line)
        if _DIGIT.search(line):
            line = _FIGURES.sub(" ", line)
        return line.translate(_BARE).split()

    def _read_latin(self, text: str) -> IssuerName:
        raw = self.split_words(text)
        forms: list[LegalForm] = []
        end = self._find_end(raw, forms)
        cut = end == len(raw) and len(text) >= CUT_AT
        end = self._drop_cut_form(raw, end, cut=cut)
        start = self._find_start(raw, end, forms)
        if self.form_words.issuperset(raw[start:end]):
            start, end = 0, len(raw)  # nothing of a name would be left
        words = self._spell_words(raw[start:end], forms)
        countries = NOWHERE.union(*(form.countries for form in forms)) if forms else NOWHERE
        return IssuerName(
            text=text,
            words=tuple(words),
            key=" ".join(words),
            squeezed="".join(words),
            forms=frozenset([form.form for form in forms]) if forms else NOWHERE,
            form_countries=countries,
            cut=cut,
            fund=not self._funds.isdisjoint(raw),
            raw=tuple(raw),
        )

    def _find_end(self, raw: list[str], forms: list[LegalForm]) -> int:
        end = len(raw)
        while end > 1:
            length = self._match_tail(raw, end, forms)
            if not length:
                length = self._match_security(raw, end)
            if not length:
                break
            end -= length
        return end

    def _match_tail(self, raw: list[str], end: int, forms: list[LegalForm]) -> int:
        for words, form in self._tails.get(raw[end - 1], ()):
            if len(words) < end and tuple(raw[end - len(words) : end]) == words:
                forms.append(form)
                return len(words)
        return 0

    def _match_security(self, raw: list[str], end: int) -> int:
        word, left = raw[end - 1], raw[end - 2]
        if word == "THE":  # Alder Group Inc/The
            return 1
        share_class = word in _SHARE_CLASSES and len(left) > 1
        if share_class or word in self._security or _YEAR.fullmatch(word):
            return 1
        known_left = self._follows_form(raw, end - 2)
        if known_left and (word in self._behind or word.isdigit()):
            return 1
        return 1 if known_left and word in self._prefixes and (end == len(raw) or len(word) > 2) else 0

    def _follows_form(self, raw: list[str], place: int) -> bool:
        # behind "Ltd", "ADR" or "Ltd New": not behind the "Green" of Green Line
        while place > 0 and raw[place] in self._behind and raw[place] not in self._security:
            place -= 1
        return raw[place] in self.form_words or raw[place] in self._security

    def _drop_cut_form(self, raw: list[str], end: int, *, cut: bool) -> int:
        if end > 1 and ((cut and self._is_cut_form(raw[end - 1])) or self._is_misspelt_form(raw[end - 1])):
            return self._find_end(raw[: end - 1], [])
        return end

    def _is_cut_form(self, word: str) -> bool:
        return any(form != word and form.startswith(word) for form in _CUT_FORMS)

    def _is_misspelt_form(self, word: str) -> bool:
        if len(word) < 6 or word[0] not in _LONG_FORMS:
            return False
        return any(0 < DamerauLevenshtein.distance(word, form, score_cutoff=1) <= 1 for form in _LONG_FORMS[word[0]])

    def _find_start(self, raw: list[str], end: int, forms: list[LegalForm]) -> int:
        start = 0
        while start < end - 1 and raw[start] in self._inside:  # a name turned round: Limited Alder
            forms.append(self._inside[raw[start]])
            start += 1
        start = self._skip_turned_form(raw, start, end, forms)
        for words, form in self._heads.get(raw[start], ()) if raw else ():
            if len(words) < end - start and tuple(raw[start : start + len(words)]) == words:
                forms.append(form)
                return start + len(words)
        return start

    def _skip_turned_form(self, raw: list[str], start: int, end: int, forms: list[LegalForm]) -> int:
        # Co., Ltd. Alder: a form of two words or a long one begins no name; SA, AB and SE do
        for words, form in self._turned.get(raw[start], ()) if raw else ():
            if start + len(words) < end and tuple(raw[start : start + len(words)]) == words:
                forms.append(form)
                return start + len(words)
        return start

    def _spell_words(self, raw: list[str], forms: list[LegalForm]) -> list[str]:
        words: list[str] = []
        initials = False
        for word in raw:
            if words and word in self._inside:
                forms.append(self._inside[word])
            elif len(word) == 1 and initials:
                words[-1] += word
            elif word not in self._empty or len(raw) == 1:
                words.extend(self._spell(word, first=not words))
                initials = len(word) == 1
        return words or raw[:1]

    def _spell(self, word: str, *, first: bool) -> list[str]:
        # two letters at the beginning are a name (HD Hyundai, IN Retail), not an abbreviation
        return self._full.get(word, word).split() if len(word) > (2 if first else 1) else [word]

    def _read_native(self, text: str) -> IssuerName:
        line = unicodedata.normalize("NFKC", text).upper().strip()
        forms = []
        for form in self._native_forms:
            bare = unicodedata.normalize("NFKC", form.text).upper()
            if line != bare and (line.startswith(bare) or line.endswith(bare)):
                line = line.removeprefix(bare).removesuffix(bare).strip()
                forms.append(form)
        for short, whole in self._native_shorts:
            line = line.replace(unicodedata.normalize("NFKC", short).upper(), whole)
        key = _PUNCTUATION.sub("", line)
        return IssuerName(
            text=text,
            words=(key,) if key else (),
            key=key,
            squeezed=key,
            forms=frozenset(form.form for form in forms),
            form_countries=guess_country(text),
            cut=False,
            fund=False,
            native=True,
        )


def guess_country(text: str) -> frozenset[str]:
    """Gives the country a script betrays: hangul Korea, kana Japan, Thai and Burmese letters theirs; Chinese characters none."""
    for pattern, country in (
        (r"[\uac00-\ud7af]", "KR"),
        (r"[\u3040-\u30ff]", "JP"),
        (r"[\u0e00-\u0e7f]", "TH"),
        (r"[\u1000-\u109f]", "MM"),
    ):
        if re.search(pattern, text):
            return frozenset((country,))
    return frozenset()


def _arrange_forms(forms: Iterable[LegalForm], *, last: bool) -> Mapping[str, tuple[tuple[tuple[str, ...], LegalForm], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], LegalForm]]] = {}
    for form in forms:
        line = form.text if form.text.isascii() else anyascii(form.text)
        words = tuple(_WORDS.findall(_QUOTES.sub("", line.upper())))
        table.setdefault(words[-1 if last else 0], []).append((words, form))
    return {word: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for word, found in table.items()}
