"""Text that may hold a date goes in; the day comes out as ISO text, or nothing where it could be two days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from screener.intake.vocabulary import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "th")
MARKED = re.compile(
    r"\b(as of|as at|as on|as-of|holdings|positions?|per|zum|vom|stand|stichtag|date|dated|datum|au|arrete|al|fecha|data|op)\b"
    r"|\bvaluation|asofdate|基準日|時点|ณ วันที่|per:",
    re.IGNORECASE,
)
UNMARKED = re.compile(
    r"\b(inception|launch|auflage|auflegung|created|printed|generated|downloaded|incorporat|ex-dividend|since)", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_MONTH_END = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:末|말)")
_REIWA = re.compile(r"令和\s?(\d{1,2}|元)年")
BUDDHIST = 543
"""Thailand counts from the Buddha's death."""
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:de\s+|of\s+)?((?:[^\W\d_]|[\u0e31-\u0e4e]){3,10})\.?[\s.,\-/]*(?:de\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"((?:[^\W\d_]|[\u0e31-\u0e4e]){3,10})\.?[\s\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]+(\d{4})(?!\d)")


def find_as_of(lines: Iterable[str], *, month_first: bool | None = None) -> str | None:
    """Gives the day the lines above a table say it is of: a line that says "as of" or the like first, then any date alone.

    `month_first` settles 2/9/2026; without it a date that could be two days is none.
    """
    texts = [line for line in lines if line and not UNMARKED.search(line)]
    marked = [line for line in texts if MARKED.search(line)]
    short = [line for line in texts if len(line) < 60]
    for line in marked + short:
        if found := find_date(line, month_first=month_first):
            return found
    return None


def find_date(text: str, *, month_first: bool | None = None) -> str | None:
    """Gives the first date in the text as ISO text; "2026年3月末" is its last day; 令和8年 and Thailand's 2569 are 2026."""
    if "令" in text:
        text = _REIWA.sub(lambda era: f"{2018 + (1 if era[1] == '元' else int(era[1]))}年", text)
    if match := _MONTH_END.search(text):
        return (
            _write(int(match[1]), int(match[2]), monthrange(int(match[1]), int(match[2]))[1]) if 0 < int(match[2]) < 13 else None
        )
    if match := _ISO.search(text) or _COMPACT.search(text):
        return _write(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.search(text):
        return _settle(int(match[1]), int(match[2]), int(match[3]), month_first=month_first, dotted="." in match[0])
    if (match := _DAY_FIRST.search(text)) and (month := _read_months().get(fold_text(match[2]))):
        return _write(int(match[3]), month, int(match[1]))
    if (match := _MONTH_FIRST.search(text)) and (month := _read_months().get(fold_text(match[1]))):
        return _write(int(match[3]), month, int(match[2]))
    return None


def _settle(first: int, second: int, year: int, *, month_first: bool | None, dotted: bool) -> str | None:
    """Dots are written by people who put the day first."""
    if second > 12 or (month_first and not dotted and first <= 12):
        return _write(year, first, second)
    if first > 12 or first == second or dotted or month_first is False:
        return _write(year, second, first)
    return None


def _write(year: int, month: int, day: int) -> str | None:
    if 1990 + BUDDHIST <= year <= 2100 + BUDDHIST:
        year -= BUDDHIST
    if not 1990 <= year <= 2100:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _read_months() -> Mapping[str, int]:
    months: dict[str, int] = {"sept": 9, "mrz": 3, "maerz": 3, "okt": 10, "dez": 12, "mai": 5, "juin": 6, "ene": 1, "gen": 1}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months["format"][width].items():
                months.setdefault(fold_text(name), number)
    return months
